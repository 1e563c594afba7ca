import { CopyButton } from "../controls/copy-button.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { useUrl } from "../core/router.js";
import { ColumnButton, TermButtons } from "./field-actions.js";

/**
 * Fields of a record, each to be searched for, left out, copied, or made a column. Without `open` the
 * table is folded at first. Outside of the pages of logs there is nothing to add it to.
 */
export function FieldTable({ title, fields, columns, open = true }) {
  const searching = useUrl().path.startsWith("/logs");
  if (fields.length === 0) return null;
  return html`
    <details class="log-field-table" open=${open}>
      <summary>${title} <span class="soft">${formatCount(fields.length)}</span></summary>
      <table class="attributes">
        <tbody>
          ${fields.map(
            (field) => html`
              <tr key=${field.name}>
                <th scope="row">${field.name}</th>
                <td>
                  <span class="value" data-type=${typeof field.value}>
                    ${typeof field.value === "object" && field.value !== null
                      ? JSON.stringify(field.value, null, 2)
                      : field.text}
                  </span>
                  <span class="value-actions">
                    ${searching && field.term && html`<${TermButtons} term=${field.term} />`}
                    ${searching &&
                    field.column &&
                    html`<${ColumnButton} name=${field.column} columns=${columns} />`}
                    <${CopyButton} text=${field.text} label=${t("copy.value")} />
                  </span>
                </td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
}
