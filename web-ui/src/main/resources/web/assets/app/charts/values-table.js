import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatSpanOfTime } from "./time-text.js";

const MOST_COLUMNS = 50;

/** The same values as a chart shows, newest first, for those who rather read or copy them. */
export function ValuesTable({ label, times, series, unit, stepMillis }) {
  const rows = times.map((time, i) => ({ time, i })).reverse();
  const shown = series.slice(0, MOST_COLUMNS);
  const show = (value) => (value === null || value === undefined ? "–" : unit.format(value));
  return html`
    <div class="values-table" tabindex="0">
      <table aria-label=${label}>
        <thead>
          <tr>
            <th scope="col">${t("chart.time")}</th>
            ${shown.map((one) => html`<th scope="col" key=${one.key}>${one.label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ time, i }) => html`
              <tr key=${time}>
                <th scope="row">${formatSpanOfTime(time, stepMillis)}</th>
                ${shown.map((one) => html`<td key=${one.key}>${show(one.values[i])}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
