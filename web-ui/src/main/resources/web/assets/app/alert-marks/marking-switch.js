import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

/** Shows or hides when alerts fired. @param {{on, toggle, firings, problem}} props */
export function MarkingSwitch({ on, toggle, firings, problem }) {
  const count = firings.length;
  const text = on && count > 0 ? t("alertMarks.count", { count }) : t("alertMarks.alerts");
  const hint = problem ? t("alertMarks.problem") : t(on ? "alertMarks.hide" : "alertMarks.show");
  return html`
    <button
      type="button"
      class="button marking-switch"
      aria-pressed=${on}
      title=${hint}
      onClick=${toggle}
    >
      <${Icon} name=${problem ? "warning" : "alerts"} />${text}
    </button>
  `;
}
