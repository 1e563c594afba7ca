import { FormField } from "../controls/form-field.js";
import { PairRows } from "../controls/pair-rows.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { TIMES } from "./draft.js";
import { DEFAULTS, PLACEHOLDERS, TYPES } from "./types.js";

/** Where it goes, by its type. @param {{draft, change: (part) => void, faultOf}} props */
export function Destination({ draft, change, faultOf }) {
  const { type } = draft;
  const fields = TYPES[type] ?? [];
  const parts = { draft, change, faultOf };
  const texts = fields.filter(({ template }) => template);
  return html`
    <fieldset class="rule-part">
      <legend>${t("notifiers.destination")}</legend>
      <div class="form-row">
        ${fields
          .filter(({ template }) => !template)
          .map((field) => html`<${Setting} key=${field.name} field=${field} ...${parts} />`)}
      </div>
      ${(type === "webhook" || type === "alertmanager") &&
      html`
        <${PairRows}
          legend=${t("notifiers.headers")}
          add=${t("notifiers.header.add")}
          placeholder="Bearer …"
          pairs=${draft.headers}
          onChange=${(headers) => change({ headers })}
          faultOf=${(name) => faultOf(`headers.${name}`)}
        />
        <p class="field-hint">${t("notifiers.hint.headers")}</p>
      `}
    </fieldset>
    ${texts.length > 0 &&
    html`
      <details
        class="rule-part"
        open=${texts.some(({ name }) => draft.settings[name] || faultOf(name))}
      >
        <summary>${t("notifiers.texts")}</summary>
        <p class="field-hint">${t("notifiers.texts.text")}</p>
        ${texts.map((field) => html`<${Setting} key=${field.name} field=${field} ...${parts} />`)}
      </details>
    `}
  `;
}

function Setting({ field, draft, change, faultOf }) {
  const { name, wide = false, lines = 0, choices = [] } = field;
  return html`
    <${FormField}
      class=${wide ? "grow" : ""}
      rows=${lines}
      label=${t(`notifiers.field.${name}`)}
      hint=${t(`notifiers.hint.${name === "url" ? `url.${draft.type}` : name}`)}
      placeholder=${PLACEHOLDERS[name] ?? ""}
      choices=${choices.map((choice) => [choice, t(`notifiers.option.${choice}`)])}
      value=${draft.settings[name] || (choices[0] ?? "")}
      onInput=${(text) => change({ settings: { ...draft.settings, [name]: text } })}
      fault=${faultOf(name)}
    />
  `;
}

/** How alerts are told together, and how often. */
export function Grouping({ draft, change, faultOf }) {
  const field = (name) => html`
    <${Limit} key=${name} name=${name} draft=${draft} change=${change} fault=${faultOf(name)} />
  `;
  return html`
    <fieldset class="rule-part">
      <legend>${t("notifiers.grouping")}</legend>
      <${FormField}
        label=${t("notifiers.field.groupBy")}
        hint=${t("notifiers.hint.groupBy")}
        value=${draft.groupBy}
        onInput=${(groupBy) => change({ groupBy })}
        fault=${faultOf("groupBy")}
      />
      <div class="form-row">${TIMES.map(field)}</div>
      <label class="check">
        <input
          type="checkbox"
          checked=${draft.sendResolved}
          onChange=${(event) => change({ sendResolved: event.currentTarget.checked })}
        />
        ${t("notifiers.sendResolved")}
      </label>
    </fieldset>
  `;
}

const PLACES = { perMinute: "rateLimit.perMinute", burst: "rateLimit.burst" };

/** How much the receiver can be asked to take. */
export function Limits({ draft, change, faultOf }) {
  const names = ["maxAlerts", "perMinute", "burst", "timeout"];
  const faults = names.map((name) => faultOf(PLACES[name] ?? name));
  return html`
    <details class="rule-part" open=${faults.some(Boolean)}>
      <summary>${t("notifiers.limits")}</summary>
      <div class="form-row">
        ${names.map(
          (name, i) => html`
            <${Limit} key=${name} name=${name} draft=${draft} change=${change} fault=${faults[i]} />
          `,
        )}
      </div>
    </details>
  `;
}

function Limit({ name, draft, change, fault }) {
  return html`
    <${FormField}
      label=${t(`notifiers.field.${name}`)}
      hint=${t(`notifiers.hint.${name}`)}
      placeholder=${DEFAULTS[draft.type]?.[name] ?? DEFAULTS.all[name]}
      value=${draft[name]}
      onInput=${(text) => change({ [name]: text })}
      fault=${fault}
    />
  `;
}
