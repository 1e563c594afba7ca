import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery, useUrl } from "../core/router.js";

/** Whether long lines are broken or cut. */
export function WrapButton() {
  const wrapped = useUrl().query.get("wrap") === "1";
  return html`
    <button
      type="button"
      class="button"
      aria-pressed=${wrapped}
      onClick=${() => setQuery({ wrap: wrapped ? null : "1" }, { replace: true })}
    >
      <${Icon} name="wrap" />${t("logs.wrap")}
    </button>
  `;
}
