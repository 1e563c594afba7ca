import { FormField } from "../controls/form-field.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { PRESETS, REFRESH_INTERVALS } from "../core/time-range.js";
import { newVariable } from "./draft.js";

/** What a dashboard is called, how it begins, and its variables. */
export function BoardForm({ edit }) {
  const { draft, change, faults } = edit;
  const field = (name, more = {}) => html`
    <${FormField}
      label=${t(`dashboards.${name}`)}
      value=${draft[name]}
      fault=${faults.text(name)}
      onInput=${(text) => change({ [name]: text })}
      ...${more}
    />
  `;
  const ranges = Object.keys(PRESETS).map((one) => [one, t(`range.last.${one}`)]);
  const refreshes = Object.keys(REFRESH_INTERVALS).map((one) => [one, one.replace("s", " s")]);
  return html`
    <section class="board-form" aria-label=${t("dashboards.settings")}>
      <div class="form-row">
        ${field("name", { class: "grow" })}
        ${field("range", { choices: [["", t("dashboards.range.any")], ...ranges] })}
        ${field("refresh", { choices: [["", t("refresh.off")], ...refreshes] })}
      </div>
      ${field("description")}
      <fieldset class="rule-part">
        <legend>${t("dashboards.variables")}</legend>
        ${draft.variables.map((_, i) => html`<${VariableRow} key=${i} place=${i} edit=${edit} />`)}
        <button
          type="button"
          class="quiet-button"
          onClick=${() => change({ variables: [...draft.variables, newVariable()] })}
        >
          <${Icon} name="plus" />${t("dashboards.variable.add")}
        </button>
      </fieldset>
    </section>
  `;
}

function VariableRow({ place, edit: { draft, change, faults } }) {
  const { variables } = draft;
  const variable = variables[place];
  const set = (part) =>
    change({ variables: variables.map((one, j) => (j === place ? { ...one, ...part } : one)) });
  const field = (name, more = {}) => html`
    <${FormField}
      label=${t(`dashboards.variable.${name}`)}
      value=${variable[name]}
      fault=${faults.text(`variables[${place}].${name}`)}
      onInput=${(text) => set({ [name]: text })}
      ...${more}
    />
  `;
  return html`
    <div class="board-variable">
      ${field("name", { placeholder: "service" })} ${field("title")}
      ${variable.values.length === 0 &&
      html`
        ${field("label", { placeholder: "service_name" })}
        ${field("match", { placeholder: "span_duration_seconds" })}
      `}
      ${variable.label === "" &&
      field("values", {
        value: variable.values.join(", "),
        placeholder: "1m, 5m, 1h",
        onInput: (text) => set({ values: text === "" ? [] : text.split(/,\s*/) }),
      })}
      ${field("default")}
      <label class="check">
        <input
          type="checkbox"
          checked=${variable.multi}
          onChange=${(event) => set({ multi: event.currentTarget.checked })}
        />
        ${t("dashboards.variable.multi")}
      </label>
      <button
        type="button"
        class="icon-button"
        aria-label=${t("dashboards.variable.remove")}
        title=${t("dashboards.variable.remove")}
        onClick=${() => change({ variables: variables.filter((_, j) => j !== place) })}
      >
        <${Icon} name="close" />
      </button>
    </div>
  `;
}
