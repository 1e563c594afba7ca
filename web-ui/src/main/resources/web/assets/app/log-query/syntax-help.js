import { Icon } from "../controls/icon.js";
import { Popover } from "../controls/popover.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setSearch } from "./search.js";

/** A query of each kind; docs/reference/log-search.md has the whole language. */
const EXAMPLES = [
  ["words", "timeout order"],
  ["phrase", '"card declined"'],
  ["prefix", "time*"],
  ["level", "severity:>=warn"],
  ["field", "http.route:/api/*"],
  ["range", "http.response.status_code:>=500"],
  ["present", "traceId:*"],
  ["combined", "(timeout OR refused) -service:cart"],
];

/** What can be written, by examples; a click on one searches for it. */
export function SyntaxHelp() {
  return html`
    <${Popover} label=${html`<${Icon} name="help" />`} title=${t("syntax.title")} class="syntax-button">
      ${(close) => html`
        <div class="syntax-help">
          <ul>
            ${EXAMPLES.map(
              ([kind, query]) => html`
                <li key=${kind}>
                  <button
                    type="button"
                    onClick=${() => {
                      setSearch({ query });
                      close();
                    }}
                  >
                    <code>${query}</code><span>${t(`syntax.${kind}`)}</span>
                  </button>
                </li>
              `,
            )}
          </ul>
          <p class="soft">${t("syntax.keys")}</p>
        </div>
      `}
    <//>
  `;
}
