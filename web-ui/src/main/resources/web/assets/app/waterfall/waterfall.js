import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { setQuery, useUrl } from "../core/router.js";
import { criticalPath } from "./critical-path.js";
import { SpanDetails } from "./details.js";
import { findNodes } from "./find.js";
import { LogList } from "./log-list.js";
import { Minimap } from "./minimap.js";
import { visibleNodes } from "./model.js";
import { Rows } from "./rows.js";
import { Toolbar } from "./toolbar.js";

/**
 * The spans of a trace over time. What is selected, searched for and enlarged is in the address;
 * what is collapsed is not, since it belongs to one reading.
 *
 * @param {{trace: ReturnType<import("./model.js").buildTrace>,
 *     traceLogs: ReturnType<import("./trace-logs.js").useTraceLogs>}} props
 */
export function Waterfall({ trace, traceLogs }) {
  const { query } = useUrl();
  const [collapsed, setCollapsed] = useState(() => new Set());
  const visible = useMemo(() => visibleNodes(trace.nodes, collapsed), [trace, collapsed]);
  const spanId = query.get("span");
  const selected = useMemo(
    () =>
      spanId === null ? null : (trace.nodes.find(({ span }) => span.spanId === spanId) ?? null),
    [trace, spanId],
  );
  const find = query.get("find") ?? "";
  const hits = useMemo(() => findNodes(trace.nodes, find), [trace, find]);
  const showPath = query.get("path") !== "off";
  const path = useMemo(() => (showPath ? criticalPath(trace.root) : new Map()), [trace, showPath]);
  const view = readView(query.get("zoom"), trace.duration);
  const rows = useRef(null);
  const { logs } = traceLogs;
  const asLogs = query.get("view") === "logs";

  const select = (node) => setQuery({ span: node?.span.spanId }, { replace: true });
  /** Selects a node that may be hidden or out of sight, and brings it into sight. */
  const reveal = (node) => {
    const ancestors = ancestorsOf(node);
    if (ancestors.some(({ index }) => collapsed.has(index))) {
      setCollapsed(without(collapsed, ancestors));
    }
    select(node);
    rows.current?.scrollTo(node);
  };
  const revealById = (id) => {
    const node = trace.nodes.find(({ span }) => span.spanId === id);
    if (node) reveal(node);
  };
  const close = () => {
    select(null);
    rows.current.focus();
  };
  useEffect(() => {
    if (selected) reveal(selected);
  }, [trace, asLogs]);

  return html`
    <div class="waterfall-pane">
      <${Toolbar}
        trace=${trace}
        find=${find}
        hits=${hits}
        selected=${selected}
        reveal=${(index) => reveal(trace.nodes[index])}
        setCollapsed=${setCollapsed}
        showPath=${showPath}
        zoomed=${view.zoomed}
        logCount=${logs?.all.length ?? 0}
        asLogs=${asLogs}
      />
      ${traceLogs.problem && html`<${ProblemPanel} ...${traceLogs} />`}
      ${asLogs &&
      logs &&
      html`
        <${LogList}
          trace=${trace}
          logs=${logs}
          reveal=${(node) => setQuery({ view: null, log: null, span: node.span.spanId })}
        />
      `}
      ${!asLogs && html`<${Minimap} trace=${trace} view=${view} />`}
      <div class="waterfall-body" hidden=${asLogs}>
        <${Rows}
          handle=${rows}
          visible=${visible}
          collapsed=${collapsed}
          setCollapsed=${setCollapsed}
          selected=${selected}
          select=${select}
          hits=${new Set(hits)}
          path=${path}
          view=${view}
          logs=${logs}
          reveal=${revealById}
        />
        ${selected &&
        html`
          <${SpanDetails}
            key=${selected.index}
            node=${selected}
            logs=${logs?.bySpan.get(selected.span.spanId) ?? NO_LOGS}
            close=${close}
            reveal=${reveal}
          />
        `}
      </div>
    </div>
  `;
}

const NO_LOGS = [];

/** The stretch of time on show, in nanoseconds from the trace's start: "from-to", or all of it. */
function readView(text, duration) {
  const [from, to] = (text ?? "").split("-").map(Number);
  if (Number.isFinite(from) && from < to && to <= Math.max(1, duration))
    return { from, to, zoomed: true };
  return { from: 0, to: Math.max(1, duration), zoomed: false };
}

function ancestorsOf(node) {
  const ancestors = [];
  for (let at = node.parent; at; at = at.parent) ancestors.push(at);
  return ancestors;
}

function without(collapsed, nodes) {
  const rest = new Set(collapsed);
  for (const { index } of nodes) rest.delete(index);
  return rest;
}
