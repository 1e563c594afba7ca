import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { unitOfQuery } from "./unit.js";

const MOST_ROWS = 500;

/** The answer of one query at the end of the time range, the largest values first. */
export function ResultTable({ query, answer, metrics, several }) {
  const { data, stale } = answer;
  const unit = unitOfQuery(data.expr, metrics);
  const labels = [...new Set(data.series.flatMap(({ metric }) => Object.keys(metric)))].sort();
  const rows = [...data.series].sort((a, b) => sizeOf(b) - sizeOf(a));
  const title = several ? `${query.letter} · ${data.expr}` : t("explore.result");
  return html`
    <section class="chart-panel" aria-label=${title} data-stale=${stale}>
      <header class="chart-head">
        <h3 title=${data.expr}>${title}</h3>
        <span class="chart-note">
          ${t("explore.series", { count: rows.length })}
          ${rows.length > MOST_ROWS && ` ${t("explore.mostDrawn", { count: MOST_ROWS })}`}
        </span>
      </header>
      <div class="result-table" tabindex="0">
        <table aria-label=${title}>
          <thead>
            <tr>
              ${labels.map((label) => html`<th scope="col" key=${label}>${label}</th>`)}
              <th scope="col" class="numeric">${t("explore.value")}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, MOST_ROWS).map(
              (row) => html`
                <tr>
                  ${labels.map((label) => html`<td key=${label}>${row.metric[label] ?? ""}</td>`)}
                  <td class="numeric">${valueText(row, unit)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

function sizeOf({ value, histogram }) {
  const size = value?.value ?? histogram?.value.count ?? 0;
  return Number.isNaN(size) ? -Infinity : size;
}

function valueText({ value, values, histogram, histograms }, unit) {
  if (value) return unit.format(value.value);
  if (histogram) {
    const { count, sum } = histogram.value;
    return t("explore.histogram", { calls: count, mean: unit.format(sum / count) });
  }
  return t("explore.samples", { count: (values?.length ?? 0) + (histograms?.length ?? 0) });
}
