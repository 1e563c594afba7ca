import { ChoiceField } from "../controls/choice-field.js";
import { Popover } from "../controls/popover.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { ALL, parameterOf } from "./use-variables.js";

/** What the variables of a dashboard are set to, each a choice. */
export function Variables({ variables }) {
  if (variables.length === 0) return null;
  return html`
    <div class="view-bar board-variables">
      ${variables.map(({ variable, options, chosen }) => {
        const props = { key: variable.name, variable, options, chosen };
        return variable.multi ? html`<${Several} ...${props} />` : html`<${One} ...${props} />`;
      })}
    </div>
  `;
}

const titleOf = ({ title, name }) => title || name;

function choose(variable, values) {
  setQuery({ [parameterOf(variable)]: values.length === 0 ? ALL : values });
}

function One({ variable, options, chosen }) {
  const offered = [...new Set([...chosen, ...options])];
  return html`
    <${ChoiceField}
      label=${titleOf(variable)}
      value=${chosen[0] ?? ""}
      choices=${offered.length > 0
        ? offered.map((one) => [one, one])
        : [["", t("dashboards.variable.none")]]}
      onCommit=${(one) => choose(variable, [one])}
    />
  `;
}

function Several({ variable, options, chosen }) {
  const offered = [...new Set([...chosen, ...options])].sort();
  const toggle = (one) =>
    choose(variable, chosen.includes(one) ? chosen.filter((c) => c !== one) : [...chosen, one]);
  const text = chosen.length === 0 ? t("dashboards.variable.all") : chosen.join(", ");
  return html`
    <div class="field">
      <span>${titleOf(variable)}</span>
      <${Popover}
        class="board-several"
        label=${html`<span class="board-chosen">${text}</span>`}
        title=${`${titleOf(variable)}: ${text}`}
      >
        ${() => html`
          <div class="board-options">
            <label class="check">
              <input
                type="checkbox"
                checked=${chosen.length === 0}
                onChange=${() => choose(variable, [])}
              />
              ${t("dashboards.variable.all")}
            </label>
            ${offered.map(
              (one) => html`
                <label class="check" key=${one}>
                  <input
                    type="checkbox"
                    checked=${chosen.includes(one)}
                    onChange=${() => toggle(one)}
                  />
                  ${one}
                </label>
              `,
            )}
          </div>
        `}
      <//>
    </div>
  `;
}
