import { FormField } from "../controls/form-field.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

const LEVELS = ["good", "warning", "critical"];

/** From which values on things are how bad. */
export function ThresholdRows({ panel: { thresholds }, path, edit, change }) {
  const set = (i, part) =>
    change({ thresholds: thresholds.map((one, j) => (i === j ? { ...one, ...part } : one)) });
  return html`
    <fieldset class="rule-part">
      <legend>${t("dashboards.thresholds")}</legend>
      ${thresholds.map(
        ({ value, level }, i) => html`
          <div class="board-threshold" key=${i}>
            <${FormField}
              label=${t("dashboards.threshold.value")}
              value=${String(value)}
              fault=${edit.faults.text(`${path}.thresholds[${i}].value`)}
              onInput=${(text) => set(i, { value: text })}
            />
            <${FormField}
              label=${t("dashboards.threshold.level")}
              value=${level}
              choices=${LEVELS.map((one) => [one, t(`dashboards.level.${one}`)])}
              onInput=${(text) => set(i, { level: text })}
            />
            <button
              type="button"
              class="icon-button"
              aria-label=${t("dashboards.threshold.remove")}
              title=${t("dashboards.threshold.remove")}
              onClick=${() => change({ thresholds: thresholds.filter((_, j) => i !== j) })}
            >
              <${Icon} name="close" />
            </button>
          </div>
        `,
      )}
      <button
        type="button"
        class="quiet-button"
        onClick=${() => change({ thresholds: [...thresholds, { value: "", level: "critical" }] })}
      >
        <${Icon} name="plus" />${t("dashboards.threshold.add")}
      </button>
    </fieldset>
  `;
}
