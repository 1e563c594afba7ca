import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { boundsOf } from "../core/time-range.js";
import { identityOf } from "../explore/series-label.js";
import { askInstants, keyOf, levelAt, limitsOf, unitOfPanel } from "./asked.js";
import { PanelFrame } from "./panel-frame.js";

const MOST_ROWS = 500;
const LETTER_A = 65;
/** Labels that say whose a row is; they stand before the others. */
const LEADING = new Set(["job", "service_name", "service_namespace"]);

/**
 * The values at the end of the range: a row a set of labels, a column a query.
 *
 * @param {import("./board-panel.js").PanelProps} props
 */
export function TablePanel({ panel, title, about, fillings, range, metrics }) {
  const resource = useResource(keyOf(panel, fillings, range), (signal) =>
    askInstants(panel, fillings, boundsOf(range), signal),
  );
  const rows = resource.data ? rowsOf(resource.data.answers) : [];
  return html`
    <${PanelFrame}
      title=${title}
      about=${about}
      note=${rows.length > MOST_ROWS ? t("explore.mostDrawn", { count: MOST_ROWS }) : ""}
      resource=${resource}
    >
      ${rows.length === 0
        ? html`<p class="board-none">${t("dashboards.noData")}</p>`
        : html`
            <${Rows}
              title=${title}
              rows=${rows}
              columns=${columnsOf(panel, resource.data.exprs, metrics)}
              limits=${limitsOf(panel)}
            />
          `}
    <//>
  `;
}

function Rows({ title, rows, columns, limits }) {
  const labels = [...new Set(rows.flatMap(({ metric }) => Object.keys(metric)))].sort(
    (a, b) => LEADING.has(b) - LEADING.has(a) || a.localeCompare(b),
  );
  return html`
    <div class="result-table" tabindex="0">
      <table aria-label=${title}>
        <thead>
          <tr>
            ${labels.map((label) => html`<th scope="col" key=${label}>${label}</th>`)}
            ${columns.map(
              ({ head }, i) => html`<th scope="col" class="numeric" key=${i}>${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, MOST_ROWS).map(
            ({ identity, metric, values }) => html`
              <tr key=${identity}>
                ${labels.map((label) => html`<td key=${label}>${metric[label] ?? ""}</td>`)}
                ${columns.map(
                  ({ unit }, i) => html`
                    <td class="numeric" key=${i} data-level=${levelAt(values[i], limits)}>
                      ${values[i] === undefined ? "–" : unit.format(values[i])}
                    </td>
                  `,
                )}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function columnsOf(panel, exprs, metrics) {
  return exprs.map((expr, i) => ({
    head:
      panel.queries[i]?.legend ||
      (exprs.length > 1 ? String.fromCharCode(LETTER_A + i) : t("explore.value")),
    unit: unitOfPanel(panel, [expr], metrics),
  }));
}

/** Those with equal labels in one row; the largest first. */
function rowsOf(answers) {
  const rows = new Map();
  answers.forEach(({ series }, i) => {
    for (const { metric, value, histogram } of series) {
      const { __name__: _, ...labels } = metric;
      const identity = identityOf(labels);
      if (!rows.has(identity)) rows.set(identity, { identity, metric: labels, values: [] });
      rows.get(identity).values[i] = value?.value ?? histogram?.value.count;
    }
  });
  const size = ({ values }) => values.find((one) => one !== undefined && !Number.isNaN(one));
  return [...rows.values()].sort((a, b) => (size(b) ?? -Infinity) - (size(a) ?? -Infinity));
}
