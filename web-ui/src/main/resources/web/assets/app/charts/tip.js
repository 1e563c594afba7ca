import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatSpanOfTime } from "./time-text.js";
import { Swatch } from "./legend.js";

const SHOWN = 12;

/**
 * All values at one time, the largest first; in a stacked chart as they lie.
 *
 * @param {{series, index: number, time: number, stepMillis: number, unit, side: "left" | "right",
 *     x: number, nearest: string}} props `nearest` is the key of the series that is pointed at
 */
export function ValueTip({ series, index, time, stepMillis, unit, side, x, nearest, stacked }) {
  const known = series.filter(({ values }) => (values[index] ?? null) !== null);
  const rows = stacked
    ? [...known].reverse()
    : [...known].sort((a, b) => b.values[index] - a.values[index]);
  const shown = rows.length > SHOWN ? around(rows, nearest) : rows;
  return html`
    <div class="chart-tip" data-side=${side} style=${{ left: `${x}px` }}>
      <p class="chart-tip-time">${formatSpanOfTime(time, stepMillis)}</p>
      ${shown.map(
        ({ key, label, color, dash, values }) => html`
          <p class="chart-tip-row" key=${key} data-nearest=${key === nearest && rows.length > 1}>
            <${Swatch} color=${color} dashed=${dash?.length > 0} />
            <span class="chart-tip-label">${label}</span>
            <span class="chart-tip-value">${unit.format(values[index])}</span>
          </p>
        `,
      )}
      ${rows.length > shown.length &&
      html`
        <p class="chart-tip-more">${t("chart.more", { count: rows.length - shown.length })}</p>
      `}
      ${rows.length === 0 && html`<p class="chart-tip-more">${t("chart.noValue")}</p>`}
    </div>
  `;
}

/** Those about the one that is pointed at. */
function around(rows, nearest) {
  const at = Math.max(0, rows.findIndex(({ key }) => key === nearest));
  const from = Math.min(Math.max(0, at - SHOWN / 2), rows.length - SHOWN);
  return rows.slice(from, from + SHOWN);
}
