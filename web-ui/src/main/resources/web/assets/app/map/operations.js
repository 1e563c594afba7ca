import { fetchOperations } from "../core/api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { setQuery } from "../core/router.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { formatRate } from "../core/units.js";
import { ErrorRate } from "../controls/error-rate.js";

const CALLED_KINDS = ["server", "consumer"];
const MOST = 12;

/** What a service is called for: each leads to who calls it, and what it calls. */
export function Operations({ service, chosen }) {
  const range = useTimeRange();
  const { data } = useResource(`${service} ${rangeKey(range)}`, (signal) =>
    fetchOperations(service, boundsOf(range), signal),
  );
  const called = (data?.operations ?? [])
    .filter(({ kind }) => CALLED_KINDS.includes(kind))
    .sort((a, b) => b.ratePerSecond - a.ratePerSecond);
  if (called.length === 0) return null;
  return html`
    <h3>${t("map.operations")}</h3>
    <ul class="map-edges map-operations">
      ${called.slice(0, MOST).map(
        ({ name, kind, ratePerSecond, errorRate }) => html`
          <li key=${`${kind} ${name}`}>
            <button
              type="button"
              aria-pressed=${name === chosen}
              title=${t("map.focusOperation")}
              onClick=${() =>
                setQuery({ focus: service, operation: name === chosen ? null : name, depth: null })}
            >
              <span class="map-end">${name}</span>
              <span>${formatRate(ratePerSecond)}</span>
              <${ErrorRate} share=${errorRate} />
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}
