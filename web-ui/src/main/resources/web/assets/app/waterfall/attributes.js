import { CopyButton } from "../controls/copy-button.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { pageHref } from "../core/router.js";
import { asText } from "../core/value-text.js";
import { attributePair } from "../search/filters.js";

/**
 * Keys and values, each copyable, and leading to other traces that have it when `service` is given.
 * `bare` leaves out the heading; without `open` the table is folded at first.
 */
export function Attributes({ title, attributes, service = null, open = false, bare = false }) {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const table = html`
    <table class="attributes">
      <tbody>
        ${entries.map(
          ([key, value]) => html`
            <${Attribute} key=${key} name=${key} value=${value} service=${service} />
          `,
        )}
      </tbody>
    </table>
  `;
  if (bare) return entries.length > 0 && table;
  return html`
    <details class="details-section" open=${open}>
      <summary>${title} <span class="soft">${formatCount(entries.length)}</span></summary>
      ${entries.length > 0 ? table : html`<p class="soft">${t("span.noAttributes")}</p>`}
    </details>
  `;
}

function Attribute({ name, value, service }) {
  const text = asText(value);
  const simple = typeof value !== "object" || value === null;
  const pair = attributePair(name, text);
  return html`
    <tr>
      <th scope="row">${name}</th>
      <td>
        <span class="value" data-type=${Array.isArray(value) ? "array" : typeof value}>
          ${simple ? text : JSON.stringify(value, null, 2)}
        </span>
        <span class="value-actions">
          ${service !== null &&
          simple &&
          html`
            <a
              class="icon-button"
              href=${pageHref("/traces", { service, attribute: pair })}
              title=${t("span.withAttribute", { pair })}
              aria-label=${t("span.withAttribute", { pair })}
            >
              <${Icon} name="filter" />
            </a>
          `}
          <${CopyButton} text=${text} label=${t("copy.value")} />
        </span>
      </td>
    </tr>
  `;
}
