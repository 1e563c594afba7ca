import { ErrorRate } from "../controls/error-rate.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { formatNanos, formatRate } from "../core/units.js";
import { Breakers } from "./breakers.js";
import { Slower } from "./slower.js";

const MOST = 40;
const GUARDS = ["open", "half_open"];
const HEALTHS = ["failing", "degraded", "slower", "good", "idle"];

/**
 * The edges of the map in words, what needs a look first; below a drawing that is too small for
 * figures.
 */
export function CallList({ model, edges, onChoose }) {
  const names = new Map(model.nodes.map(({ id, title }) => [id, title]));
  const sorted = [...edges].sort(
    (a, b) => alarm(a) - alarm(b) || health(a) - health(b) || b.calls - a.calls,
  );
  return html`
    <section class="map-list" aria-label=${t("map.connections")}>
      <ul class="map-edges">
        ${sorted.slice(0, MOST).map(
          (edge) => html`
            <li key=${edge.id}>
              <button type="button" data-edge=${edge.id} onClick=${() => onChoose(edge.id)}>
                <span class="map-end">${names.get(edge.source)} → ${names.get(edge.target)}</span>
                ${edge.calls > 0
                  ? html`
                      <span>${formatRate(edge.ratePerSecond)}</span>
                      <${ErrorRate} share=${edge.errorRate} />
                      <span>${formatNanos(edge.p95Nanos)}</span>
                      <${Slower} edge=${edge} />
                    `
                  : html`<span>${t("map.noCalls")}</span>`}
              </button>
              <${Breakers} breakers=${edge.breakers.filter(({ state }) => state !== "closed")} />
            </li>
          `,
        )}
      </ul>
      ${sorted.length > MOST &&
      html`
        <button type="button" class="button" onClick=${() => setQuery({ view: "table" })}>
          ${t("map.allConnections", { count: sorted.length })}
        </button>
      `}
    </section>
  `;
}

function alarm({ guard }) {
  const place = GUARDS.indexOf(guard);
  return place < 0 ? GUARDS.length : place;
}

function health({ health: of, slower }) {
  return HEALTHS.indexOf(slower && of === "good" ? "slower" : of);
}
