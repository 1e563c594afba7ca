import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

/** Conditions on labels, as they are written: operator by what they hold. */
const OPERATORS = {
  "=": { isEqual: true, isRegex: false },
  "!=": { isEqual: false, isRegex: false },
  "=~": { isEqual: true, isRegex: true },
  "!~": { isEqual: false, isRegex: true },
};

export function operatorOf({ isEqual, isRegex }) {
  return Object.keys(OPERATORS).find(
    (one) => OPERATORS[one].isEqual === isEqual && OPERATORS[one].isRegex === isRegex,
  );
}

export const EMPTY_MATCHER = { name: "", value: "", isRegex: false, isEqual: true };

/** The conditions that just these labels meet. */
export function matchersOf(labels) {
  return Object.entries(labels)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => ({ ...EMPTY_MATCHER, name, value }));
}

/** Conditions to read. */
export function MatcherChips({ matchers }) {
  return html`
    <ul class="matcher-chips">
      ${matchers.map((matcher, i) => {
        const text = `${matcher.name} ${operatorOf(matcher)} "${matcher.value}"`;
        return html`<li key=${i} class="chip"><span class="chip-text" title=${text}>${text}</span></li>`;
      })}
    </ul>
  `;
}

/**
 * Conditions to change.
 *
 * @param {{matchers, onChange: (matchers) => void, faultOf: (path: string) => string}} props
 */
export function MatcherRows({ matchers, onChange, faultOf }) {
  const change = (i, part) =>
    onChange(matchers.map((one, j) => (i === j ? { ...one, ...part } : one)));
  return html`
    <fieldset class="matchers">
      <legend>${t("silences.matchers")}</legend>
      ${matchers.map(
        (matcher, i) => html`
          <${MatcherRow}
            key=${i}
            matcher=${matcher}
            fault=${["name", "value", "isRegex", "isEqual"]
              .map((field) => faultOf(`matchers[${i}].${field}`))
              .filter(Boolean)
              .join(" ")}
            onChange=${(part) => change(i, part)}
            onRemove=${() => onChange(matchers.filter((_, j) => i !== j))}
          />
        `,
      )}
      <span class="field-error" role="status">${faultOf("matchers")}</span>
      <button
        type="button"
        class="quiet-button"
        onClick=${() => onChange([...matchers, EMPTY_MATCHER])}
      >
        <${Icon} name="plus" />${t("silences.matcher.add")}
      </button>
    </fieldset>
  `;
}

function MatcherRow({ matcher, fault, onChange, onRemove }) {
  const { name, value } = matcher;
  const typed = (field) => (event) => onChange({ [field]: event.currentTarget.value });
  return html`
    <div class="matcher field">
      <input
        aria-label=${t("silences.matcher.label")}
        placeholder="service_name"
        value=${name}
        aria-invalid=${fault !== ""}
        spellcheck=${false}
        onInput=${typed("name")}
      />
      <select
        aria-label=${t("silences.matcher.operator")}
        value=${operatorOf(matcher)}
        onChange=${(event) => onChange(OPERATORS[event.currentTarget.value])}
      >
        ${Object.keys(OPERATORS).map((one) => html`<option key=${one} value=${one}>${one}</option>`)}
      </select>
      <input
        aria-label=${t("silences.matcher.value")}
        placeholder="payment"
        value=${value}
        aria-invalid=${fault !== ""}
        spellcheck=${false}
        onInput=${typed("value")}
      />
      <button
        type="button"
        class="icon-button"
        aria-label=${t("silences.matcher.remove", { name })}
        title=${t("silences.matcher.remove", { name })}
        onClick=${onRemove}
      >
        <${Icon} name="close" />
      </button>
      <span class="field-error" role="status">${fault}</span>
    </div>
  `;
}
