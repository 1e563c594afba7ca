import { html } from "../core/html.js";
import { language, t } from "../core/i18n.js";
import { setQuery, useUrl } from "../core/router.js";
import { Icon } from "./icon.js";

/**
 * A table sorted by a click on its heads; the order is the query's `sort` ("name", or "-name" for
 * descending). On narrow screens each row becomes a small card that repeats the labels.
 *
 * @typedef {object} Column
 * @property {string} key its name in the address
 * @property {string} label
 * @property {(row) => any} [value] what to sort by, if that makes sense; null sorts last
 * @property {(row) => any} cell what to show
 * @property {boolean} [numeric] set to the right, and sorted descending first
 *
 * @param {{columns: Column[], rows: object[], rowKey: (row) => string, defaultSort: string,
 *     label: string, stale: boolean, class?: string}} props
 */
export function DataTable({ columns, rows, rowKey, defaultSort, label, stale, class: name = "" }) {
  const sort = useUrl().query.get("sort") ?? defaultSort;
  const sorted = sortRows(rows, columns, sort);
  return html`
    <table class="data-table ${name}" aria-label=${label} data-stale=${stale}>
      <thead>
        <tr>
          ${columns.map(
            (column) => html`
              <${Head} key=${column.key} column=${column} sort=${sort} defaultSort=${defaultSort} />
            `,
          )}
        </tr>
      </thead>
      <tbody>
        ${sorted.map(
          (row) => html`
            <tr key=${rowKey(row)}>
              ${columns.map(
                (column) => html`
                  <td
                    data-label=${column.label}
                    class=${column.numeric ? "numeric" : ""}
                    data-column=${column.key}
                  >
                    ${column.cell(row)}
                  </td>
                `,
              )}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

function Head({ column, sort, defaultSort }) {
  if (!column.value) return html`<td data-column=${column.key}>${column.label}</td>`;
  const descending = sort === `-${column.key}`;
  const active = descending || sort === column.key;
  const first = column.numeric ? `-${column.key}` : column.key;
  const second = column.numeric ? column.key : `-${column.key}`;
  const choose = () => {
    const next = sort === first ? second : first;
    setQuery({ sort: next === defaultSort ? null : next }, { replace: true });
  };
  return html`
    <th
      scope="col"
      class=${column.numeric ? "numeric" : ""}
      data-column=${column.key}
      aria-sort=${active ? (descending ? "descending" : "ascending") : null}
    >
      <button type="button" onClick=${choose} title=${t("table.sort", { column: column.label })}>
        ${column.label}<${Icon} name=${active && !descending ? "chevronUp" : "chevronDown"} />
      </button>
    </th>
  `;
}

function sortRows(rows, columns, sort) {
  const descending = sort.startsWith("-");
  const column = columns.find(({ key }) => key === sort.replace("-", ""));
  if (!column?.value) return rows;
  const collator = new Intl.Collator(language(), { numeric: true });
  const compare = (a, b) => (typeof a === "string" ? collator.compare(a, b) : a - b);
  return [...rows].sort((left, right) => {
    const a = column.value(left);
    const b = column.value(right);
    if (a === null || b === null) return (a === null) - (b === null);
    return descending ? compare(b, a) : compare(a, b);
  });
}
