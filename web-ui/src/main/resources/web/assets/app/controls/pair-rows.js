import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { Icon } from "./icon.js";

/**
 * Names and texts, such as labels.
 *
 * @param {{legend: string, add: string, pairs: [string, string][], onChange: (pairs) => void,
 *     faultOf: (name: string) => string, placeholder?: string}} props
 */
export function PairRows({ legend, add, pairs, onChange, faultOf, placeholder = "" }) {
  const change = (i, part) =>
    onChange(pairs.map(([name, text], j) => (i === j ? part(name, text) : [name, text])));
  return html`
    <fieldset class="pairs">
      <legend>${legend}</legend>
      ${pairs.map(([name, text], i) => {
        const fault = name ? faultOf(name) : "";
        return html`
          <div class="pair field" key=${i}>
            <input
              aria-label=${t("pairs.name", { legend })}
              value=${name}
              spellcheck=${false}
              aria-invalid=${fault !== ""}
              onInput=${(event) => change(i, (_, old) => [event.currentTarget.value, old])}
            />
            <input
              aria-label=${name ? name : t("pairs.text", { legend })}
              value=${text}
              placeholder=${placeholder}
              aria-invalid=${fault !== ""}
              onInput=${(event) => change(i, (old) => [old, event.currentTarget.value])}
            />
            <button
              type="button"
              class="icon-button"
              aria-label=${t("pairs.remove", { name })}
              title=${t("pairs.remove", { name })}
              onClick=${() => onChange(pairs.filter((_, j) => i !== j))}
            >
              <${Icon} name="close" />
            </button>
            <span class="field-error" role="status">${fault}</span>
          </div>
        `;
      })}
      <button type="button" class="quiet-button" onClick=${() => onChange([...pairs, ["", ""]])}>
        <${Icon} name="plus" />${add}
      </button>
    </fieldset>
  `;
}
