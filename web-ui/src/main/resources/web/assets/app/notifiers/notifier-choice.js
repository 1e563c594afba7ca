import { fetchNotifiers } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { typeName } from "./types.js";

/**
 * Those who are told whatever their routes say.
 *
 * @param {{chosen: string[], onChange: (ids: string[]) => void, fault?: string}} props
 */
export function NotifierChoice({ chosen, onChange, fault = "" }) {
  const { data } = useResource("notifiers", fetchNotifiers);
  if (!data) return null;
  const gone = chosen.filter((id) => data.notifiers.every((one) => one.id !== id));
  if (data.notifiers.length === 0 && gone.length === 0) {
    return html`<p class="field-hint">${t("notifiers.choice.none")}</p>`;
  }
  const toggle = (id) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const choice = (id, name, type) => html`
    <label class="check" key=${id}>
      <input type="checkbox" checked=${chosen.includes(id)} onChange=${() => toggle(id)} />
      ${name}<span class="field-hint">${type}</span>
    </label>
  `;
  return html`
    <fieldset class="rule-notifiers">
      <legend>${t("rules.notifiers")}</legend>
      ${data.notifiers.map(({ id, name, type }) => choice(id, name, typeName(type)))}
      ${gone.map((id) => choice(id, id, t("notifiers.choice.gone")))}
      <span class="field-error" role="status">${fault}</span>
    </fieldset>
  `;
}
