import { useEffect, useRef } from "preact/hooks";
import { EmptyState } from "../controls/empty-state.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref } from "../core/router.js";
import { formatNanos, nanos } from "../core/units.js";
import { LineList } from "../log-lines/line-list.js";

const NO_COLUMNS = [];

/**
 * All logs of a trace, each with the way to its span.
 *
 * @param {{trace, logs: import("./trace-logs.js").TraceLogs, reveal: (node) => void}} props
 */
export function LogList({ trace, logs, reveal }) {
  const box = useRef(null);
  useEffect(() => {
    box.current?.querySelector("[data-open=true] .log-line")?.scrollIntoView({ block: "center" });
  }, []);
  if (logs.all.length === 0) {
    return html`<${EmptyState} title=${t("waterfall.noLogs")} text=${t("waterfall.noLogs.text")} />`;
  }
  const nodes = new Map(trace.nodes.map((node) => [node.span.spanId, node]));
  const places = new Map(logs.all.map(({ log, at }) => [log.id, at]));
  const lead = {
    title: t("waterfall.spanOfLog"),
    of: ({ id, spanId }) =>
      html`
        <${ToSpan} at=${places.get(id)} node=${nodes.get(spanId)} reveal=${reveal} />
      `,
  };
  return html`
    <div class="log-scroll" ref=${box}>
      <${Head} logs=${logs} />
      <${LineList}
        logs=${logs.all.map(({ log }) => log)}
        label=${t("waterfall.logs", { count: logs.all.length })}
        matches=${null}
        columns=${NO_COLUMNS}
        lead=${lead}
        wrapped=${false}
      />
    </div>
  `;
}

function ToSpan({ at, node, reveal }) {
  const offset = html`<span class="log-offset">+${formatNanos(nanos(at))}</span>`;
  if (!node) return offset;
  const { name } = node.span;
  return html`
    ${offset}
    <button
      type="button"
      class="link"
      title=${t("waterfall.toSpan", { name })}
      onClick=${(event) => {
        event.stopPropagation();
        reveal(node);
      }}
    >
      ${name}
    </button>
  `;
}

/** The way to search in them, and whether there are more than these. */
function Head({ logs: { all, more } }) {
  const [first, last] = [all[0].log, all.at(-1).log];
  const bounds = {
    start: new Date(first.time - 1000).toISOString(),
    end: new Date(last.time + 1000).toISOString(),
  };
  return html`
    <p class="note">
      ${more && `${t("waterfall.mostLogs", { count: all.length })} `}
      <a href=${pageHref("/logs", { traceId: first.traceId, range: null, ...bounds })}>
        ${t("waterfall.searchLogs")}
      </a>
    </p>
  `;
}
