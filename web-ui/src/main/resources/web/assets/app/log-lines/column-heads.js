import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { toggleColumn } from "./columns.js";

/** What stands in the columns of the lines below; those that were added can be taken away. */
export function ColumnHeads({ columns, lead }) {
  return html`
    <div class="log-heads">
      <span />
      <span>${t("chart.time")}</span>
      <span>${t("logs.level")}</span>
      <span>${t("services.name")}</span>
      ${lead && html`<span>${lead.title}</span>`}
      ${columns.map(
        (name) => html`
          <span class="log-head" key=${name}>
            <span class="log-head-name" title=${name}>${name}</span>
            <button
              type="button"
              aria-label=${t("logs.column.remove", { name })}
              title=${t("logs.column.remove", { name })}
              onClick=${() => toggleColumn(columns, name)}
            >
              <${Icon} name="close" />
            </button>
          </span>
        `,
      )}
      <span>${t("logs.message")}</span>
    </div>
  `;
}
