import { Icon } from "../controls/icon.js";
import { Segments } from "../controls/segments.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { EMPTY_MATCHER, MatcherRows } from "../silences/matchers.js";

/** Which alerts are told, in a word: all, those of rules that name it, those that meet conditions. */
export function reachOf(routes) {
  if (routes.length === 0) return "named";
  return routes.some((matchers) => matchers.length === 0) ? "all" : "some";
}

const FIRST_ROUTES = { named: [], all: [[]], some: [[EMPTY_MATCHER]] };

/** @param {{routes: object[][], onChange: (routes) => void, faultOf: (path: string) => string}} props */
export function Routing({ routes, onChange, faultOf }) {
  const reach = reachOf(routes);
  return html`
    <fieldset class="rule-part">
      <legend>${t("notifiers.routes")}</legend>
      <${Segments}
        label=${t("notifiers.routes")}
        value=${reach}
        choices=${Object.keys(FIRST_ROUTES).map((one) => [one, t(`notifiers.reach.${one}`)])}
        onChoose=${(one) => onChange(FIRST_ROUTES[one])}
      />
      <p class="field-hint">${t(`notifiers.reach.${reach}.text`)}</p>
      ${reach === "some" &&
      html`
        ${routes.map(
          (matchers, i) => html`
            <${MatcherRows}
              key=${i}
              matchers=${matchers}
              onChange=${(next) =>
                onChange(
                  routes
                    .map((one, j) => (i === j ? next : one))
                    .filter((one) => one.length > 0),
                )}
              faultOf=${(path) => faultOf(`routes[${i}].${path}`)}
            />
          `,
        )}
        <button
          type="button"
          class="quiet-button route-add"
          onClick=${() => onChange([...routes, [EMPTY_MATCHER]])}
        >
          <${Icon} name="plus" />${t("notifiers.route.add")}
        </button>
      `}
    </fieldset>
  `;
}
