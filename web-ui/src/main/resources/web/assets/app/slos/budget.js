import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { UNITS } from "../core/quantity.js";
import { formatShare } from "../core/units.js";

const LITTLE = 0.25;
/** Budgets; a share of so much says little. */
const MANY = 2;

/** What is left of the budget, as a bar; below nothing it is all gone. */
export function Budget({ status: { budgetLeft } }) {
  const level = budgetLeft <= 0 ? "gone" : budgetLeft < LITTLE ? "little" : "enough";
  const share = Math.min(1, Math.max(0, budgetLeft));
  return html`
    <div class="budget" data-level=${level}>
      <span class="budget-bar" aria-hidden="true">
        <span style=${{ width: `${share * 100}%` }} />
      </span>
      <strong>${budgetText(budgetLeft)}</strong>
    </div>
  `;
}

function budgetText(left) {
  if (left >= 0) return t("slos.left", { share: formatShare(left) });
  const used = 1 - left;
  return used < MANY
    ? t("slos.overspent", { share: formatShare(-left) })
    : t("slos.overspentTimes", { times: UNITS.none.format(used) });
}

/** How fast the budget burns: 1 uses it up exactly at the end of the window. */
export function BurnRates({ rates }) {
  if (rates.length === 0) return null;
  return html`
    <dl class="burn-rates" aria-label=${t("slos.burnRates")}>
      ${[...rates].sort(shorterFirst).map(
        ({ window, burnRate, errorRatio }) => html`
          <div
            key=${window}
            data-fast=${burnRate > 1}
            title=${t("slos.failed", { share: formatShare(errorRatio) })}
          >
            <dt>${window}</dt>
            <dd>${UNITS.none.format(burnRate)}×</dd>
          </div>
        `,
      )}
    </dl>
  `;
}

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function shorterFirst(a, b) {
  return secondsOf(a.window) - secondsOf(b.window);
}

/** Of a duration such as 1h30m. */
function secondsOf(duration) {
  return [...duration.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + count * SECONDS[unit],
    0,
  );
}
