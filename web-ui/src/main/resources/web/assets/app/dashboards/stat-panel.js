import { Sparkline } from "../charts/sparkline.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { boundsOf } from "../core/time-range.js";
import { askRanges, keyOf, levelAt, limitsOf, unitOfPanel } from "./asked.js";
import { PanelFrame } from "./panel-frame.js";
import { seriesOf } from "./series.js";

const MOST_POINTS = 60;
const MOST_SHOWN = 24;

/** The last value of each series, large. @param {import("./board-panel.js").PanelProps} props */
export function StatPanel({ panel, title, about, fillings, range, metrics }) {
  const resource = useResource(keyOf(panel, fillings, range), (signal) =>
    askRanges(panel, fillings, boundsOf(range), MOST_POINTS, signal),
  );
  const { data } = resource;
  const series = data ? seriesOf(panel, data) : [];
  const limits = limitsOf(panel);
  const unit = unitOfPanel(panel, data?.exprs ?? [], metrics);
  return html`
    <${PanelFrame} title=${title} about=${about} resource=${resource}>
      ${series.length === 0 && html`<p class="board-none">${t("dashboards.noData")}</p>`}
      <ul class="board-stats" data-alone=${series.length === 1}>
        ${series.slice(0, MOST_SHOWN).map(
          (one) => html`
            <${Stat} key=${one.identity} series=${one} unit=${unit} limits=${limits} />
          `,
        )}
      </ul>
      ${series.length > MOST_SHOWN &&
      html`<p class="board-none">${t("chart.more", { count: series.length - MOST_SHOWN })}</p>`}
    <//>
  `;
}

function Stat({ series: { label, values }, unit, limits }) {
  const value = values.findLast((one) => one !== null) ?? null;
  const level = levelAt(value, limits);
  return html`
    <li class="board-stat" data-level=${level}>
      <span class="board-stat-label" title=${label}>${label}</span>
      <span class="board-stat-value">${value === null ? "–" : unit.format(value)}</span>
      ${level && html`<span class="board-stat-level">${t(`dashboards.level.${level}`)}</span>`}
      <${Sparkline} values=${values} tone=${level === "critical" ? "error" : "rate"} />
    </li>
  `;
}
