import { useEffect, useRef, useState } from "preact/hooks";
import { watchSight } from "../controls/watch-sight.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { fillText, namesIn } from "./fill.js";
import { LogsPanel } from "./logs-panel.js";
import { StatPanel } from "./stat-panel.js";
import { TablePanel } from "./table-panel.js";
import { TimeseriesPanel } from "./timeseries-panel.js";

const KINDS = {
  timeseries: TimeseriesPanel,
  stat: StatPanel,
  table: TablePanel,
  logs: LogsPanel,
};
const MARGIN = "400px";

/**
 * One panel. It asks for its data once it is in sight, or nearly so.
 *
 * @typedef {{panel, title: string, about: string, fillings: import("./fill.js").Fillings, range,
 *     metrics}} PanelProps
 * @param {{panel, variables: ReturnType<typeof import("./use-variables.js").useVariables>, range,
 *     metrics}} props
 */
export function BoardPanel({ panel, variables, range, metrics }) {
  const box = useRef(null);
  const seen = useSeen(box);
  const title = fillText(panel.title, variables.fillings, t("dashboards.variable.all"));
  return html`
    <div class="board-panel" ref=${box}>
      ${seen && html`<${Body} ...${{ panel, title, variables, range, metrics }} />`}
    </div>
  `;
}

function Body({ panel, title, variables, ...props }) {
  const { fillings } = variables;
  const texts = [...panel.queries.map(({ expr }) => expr), panel.logQuery];
  const names = new Set(texts.flatMap(namesIn));
  const missing = variables.variables.find(
    ({ variable: { name } }) => names.has(name) && !Object.hasOwn(fillings, name),
  );
  if (missing) {
    const { name, title: text } = missing.variable;
    return html`
      <section class="chart-panel" aria-label=${title}>
        <header class="chart-head"><h3>${title}</h3></header>
        ${variables.waiting
          ? html`<div class="board-waiting" role="status" aria-label=${t("loading")} />`
          : html`<p class="board-none">${t("dashboards.variable.missing", { name: text || name })}</p>`}
      </section>
    `;
  }
  // What another variable is set to makes no difference.
  const about = fillText(panel.description, fillings, t("dashboards.variable.all"));
  const used = Object.fromEntries(Object.entries(fillings).filter(([name]) => names.has(name)));
  const Kind = KINDS[panel.type];
  return html`<${Kind} key=${panel.type} ...${{ panel, title, about }} fillings=${used} ...${props} />`;
}

function useSeen(box) {
  const [seen, setSeen] = useState(false);
  useEffect(
    () =>
      watchSight(box.current, ({ isIntersecting }) => isIntersecting && setSeen(true), {
        rootMargin: MARGIN,
      }),
    [],
  );
  return seen;
}
