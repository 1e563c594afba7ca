import { PairRows } from "../alert-rules/pair-rows.js";
import { FormField } from "../controls/form-field.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { TIMES } from "./draft.js";
import { PLACEHOLDERS, TYPES } from "./types.js";

const TLS = ["starttls", "tls", "none"];

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
          pairs=${draft.headers}
          onChange=${(headers) => change({ headers })}
          faultOf=${(name) => faultOf(`headers.${name}`)}
        />
      `}
    </fieldset>
    ${texts.length > 0 &&
    html`
      <details class="rule-part" open=${texts.some(({ name }) => draft.settings[name])}>
        <summary>${t("notifiers.texts")}</summary>
        <p class="field-hint">${t("notifiers.texts.text")}</p>
        ${texts.map((field) => html`<${Setting} key=${field.name} field=${field} ...${parts} />`)}
      </details>
    `}
  `;
}

function Setting({ field: { name, wide = false, lines = 0 }, draft, change, faultOf }) {
  return html`
    <${FormField}
      class=${wide ? "grow" : ""}
      rows=${lines}
      label=${t(`notifiers.field.${name}`)}
      placeholder=${PLACEHOLDERS[name] ?? ""}
      options=${name === "tls" ? TLS : []}
      value=${draft.settings[name] ?? ""}
      onInput=${(text) => change({ settings: { ...draft.settings, [name]: text } })}
      fault=${faultOf(name)}
    />
  `;
}

/** How alerts are told together, and how often. */
export function Grouping({ draft, change, faultOf }) {
  return html`
    <fieldset class="rule-part">
      <legend>${t("notifiers.grouping")}</legend>
      <${FormField}
        label=${t("notifiers.field.groupBy")}
        value=${draft.groupBy}
        onInput=${(groupBy) => change({ groupBy })}
        fault=${faultOf("groupBy")}
      />
      <div class="form-row">
        ${TIMES.map(
          (time) => html`
            <${FormField}
              key=${time}
              label=${t(`notifiers.field.${time}`)}
              placeholder=${{ groupWait: "1s", groupInterval: "30s", repeatInterval: "4h" }[time]}
              value=${draft[time]}
              onInput=${(text) => change({ [time]: text })}
              fault=${faultOf(time)}
            />
          `,
        )}
      </div>
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
