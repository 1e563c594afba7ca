import { ServiceName } from "../controls/service-name.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, tracePath } from "../core/router.js";
import { formatInstant, formatInstantFully, formatNanos } from "../core/units.js";

const NAMED_SERVICES = 5;

/** The traces found, newest first, each with a bar that compares it with the longest. */
export function TraceList({ traces, stale }) {
  const longest = Math.max(...traces.map(({ durationNanos }) => durationNanos), 1);
  return html`
    <ol class="trace-list" data-stale=${stale}>
      ${traces.map(
        (trace) => html`
          <${TraceRow} key=${trace.traceId} trace=${trace} longest=${longest} />
        `,
      )}
    </ol>
  `;
}

function TraceRow({ trace, longest }) {
  const others = trace.services.filter((name) => name !== trace.rootService);
  const share = `${Math.max(0.5, (trace.durationNanos / longest) * 100)}%`;
  return html`
    <li class="trace-row" data-error=${trace.errorCount > 0}>
      <a class="row-link trace-root" href=${pageHref(tracePath(trace.traceId))}>
        ${trace.rootService && html`<${ServiceName} id=${trace.rootService} />`}
        <span class="trace-operation" title=${trace.rootOperation}>
          ${trace.rootOperation || t("traces.noRoot")}
        </span>
      </a>
      <time class="trace-time" title=${formatInstantFully(trace.startTime)}>
        ${formatInstant(trace.startTime)}
      </time>
      <span class="trace-services">
        ${others.slice(0, NAMED_SERVICES).map(
          (name) => html`
            <${ServiceName} key=${name} id=${name} />
          `,
        )}
        ${others.length > NAMED_SERVICES &&
        html`
          <span class="more" title=${others.slice(NAMED_SERVICES).join(", ")}>
            +${others.length - NAMED_SERVICES}
          </span>
        `}
      </span>
      <span class="trace-counts">
        ${trace.errorCount > 0 &&
        html`
          <span class="error-count">${t("trace.errors", { count: trace.errorCount })}</span>
        `}
        <span>${t("trace.spans", { count: trace.spanCount })}</span>
      </span>
      <span class="trace-duration">
        <span class="duration-text">${formatNanos(trace.durationNanos)}</span>
        <span class="duration-bar"><span style=${{ width: share }} /></span>
      </span>
    </li>
  `;
}
