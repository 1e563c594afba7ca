import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatAgo, formatInstantFully } from "../core/units.js";

/**
 * The circuit breakers of an edge.
 *
 * @param {{breakers: import("./model.js").MapBreaker[], fully?: boolean}} props `fully` with their
 *     library and since when they are in their state
 */
export function Breakers({ breakers, fully = false }) {
  if (breakers.length === 0) return null;
  return html`
    <ul class="map-breakers">
      ${breakers.map(
        ({ name, library, state, since }) => html`
          <li key=${`${library} ${name}`}>
            <span class="map-breaker" data-state=${state}>${t(`map.breaker.${state}`)}</span>
            <span class="map-breaker-name" title=${library}>${name}</span>
            ${fully &&
            html`<span class="map-breaker-since" title=${formatInstantFully(since)}>
              ${formatAgo(since)}
            </span>`}
          </li>
        `,
      )}
    </ul>
  `;
}
