import { useMemo, useState } from "preact/hooks";
import { CopyButton } from "../controls/copy-button.js";
import { EmptyState } from "../controls/empty-state.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { ServiceName } from "../controls/service-name.js";
import { Skeleton } from "../controls/skeleton.js";
import { downloadTrace, fetchTrace, TRACE_FORMATS } from "../core/api.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { epochMillis, formatInstant, formatInstantFully, formatNanos } from "../core/units.js";
import { Page } from "../shell/page.js";
import { buildTrace } from "../waterfall/model.js";
import { useTraceLogs } from "../waterfall/trace-logs.js";
import { Waterfall } from "../waterfall/waterfall.js";

export function TracePage({ id }) {
  const { data, problem, retry, loading } = useResource(id, (signal) => fetchTrace(id, signal));
  const trace = useMemo(
    () => (data && data.spans.length > 0 ? buildTrace(data.spans) : null),
    [data],
  );
  const traceLogs = useTraceLogs(id, trace);
  const title = t("trace.title", { id: id.slice(0, 8) });
  if (problem?.status === 404)
    return html`<${Unknown} id=${id} title=${title} problem=${problem} retry=${retry} />`;
  return html`
    <${Page}
      title=${title}
      heading=${trace ? html`<${Heading} trace=${trace} />` : title}
      actions=${html`<${Downloads} id=${id} />`}
      fill
    >
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${trace
        ? html`
            <${Summary} id=${id} trace=${trace} complete=${data.complete} />
            <${Waterfall} trace=${trace} traceLogs=${traceLogs} />
          `
        : !problem && html`<${Skeleton} rows=${14} />`}
    <//>
  `;
}

/** A trace that was just made may still be on its way; so it can be asked for again. */
function Unknown({ id, title, problem, retry }) {
  return html`
    <${Page} title=${title}>
      <${EmptyState} title=${problem.title || t("notFound.title")} text=${problem.detail || id}>
        <button type="button" class="button primary" onClick=${retry}>${t("problem.retry")}</button>
        <a class="button" href=${pageHref("/traces")}>${t("traces.title")}</a>
      <//>
    <//>
  `;
}

function Heading({ trace }) {
  const { service, name } = trace.root.span;
  return html`
    <span class="trace-heading">
      <${ServiceName} id=${service} /><span class="trace-heading-name" title=${name}>${name}</span>
    </span>
  `;
}

function Summary({ id, trace, complete }) {
  const startMillis = epochMillis(Number(trace.startNano / 1_000_000n));
  return html`
    <div class="summary">
      <dl class="summary-facts">
        <div><dt>${t("trace.duration")}</dt><dd>${formatNanos(trace.duration)}</dd></div>
        <div>
          <dt>${t("trace.started")}</dt>
          <dd>
            <time title=${formatInstantFully(startMillis)}>${formatInstant(startMillis)}</time>
          </dd>
        </div>
        <div>
          <dt>${t("trace.id")}</dt>
          <dd><code>${id}</code><${CopyButton} text=${id} label=${t("copy.value")} /></dd>
        </div>
      </dl>
      <ul class="summary-counts">
        <li>${t("trace.spans", { count: trace.nodes.length })}</li>
        ${trace.errors > 0 &&
        html`
          <li class="error-count">${t("trace.errors", { count: trace.errors })}</li>
        `}
        <li>${t("trace.services", { count: trace.services.length })}</li>
        ${trace.services.map(
          ([name, count]) => html`
            <li key=${name}>
              <${ServiceName} id=${name} /><span class="soft">${formatCount(count)}</span>
            </li>
          `,
        )}
      </ul>
      <${Oddities} trace=${trace} complete=${complete} />
    </div>
  `;
}

/** What a reader must know before trusting the picture. */
function Oddities({ trace, complete }) {
  const oddities = [
    !complete && t("trace.incomplete"),
    trace.orphans > 0 && t("trace.orphans", { count: trace.orphans }),
    trace.skewed > 0 && t("trace.skewed", { count: trace.skewed }),
  ].filter(Boolean);
  if (oddities.length === 0) return null;
  return html`<p class="oddities"><${Icon} name="warning" />${oddities.join(" ")}</p>`;
}

function Downloads({ id }) {
  const [problem, setProblem] = useState(null);
  const download = async (format) => {
    try {
      save(
        await downloadTrace(id, format),
        `trace-${id}.${format === "json" ? "json" : "otlp.pb"}`,
      );
      setProblem(null);
    } catch (failure) {
      setProblem(failure);
    }
  };
  return html`
    ${problem && html`<span class="field-error" role="alert">${problem.message}</span>`}
    ${Object.keys(TRACE_FORMATS).map((format) => {
      const name = t(`trace.download.${format}`);
      return html`
        <button
          type="button"
          class="button"
          title=${t("trace.download.title", { format: name })}
          onClick=${() => download(format)}
        >
          <${Icon} name="download" />${name}
        </button>
      `;
    })}
  `;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may ask where to first
}
