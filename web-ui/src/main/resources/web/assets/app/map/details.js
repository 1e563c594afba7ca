import { ErrorRate } from "../controls/error-rate.js";
import { formatQuantile } from "../controls/figures.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, servicePath, setQuery } from "../core/router.js";
import { formatNanos, formatRate } from "../core/units.js";
import { Breakers } from "./breakers.js";
import { logsOf, logsOfEdge, tracesOfEdge, unansweredOfEdge } from "./links.js";
import { Operations } from "./operations.js";
import { Slower } from "./slower.js";

/** What is known of the chosen node or edge, beside the map. */
export function Details({ model, chosen, part, onChoose, close }) {
  const node = model.nodes.find(({ id }) => id === chosen);
  const edge = model.edges.find(({ id }) => id === chosen);
  if (!node && !edge) return null;
  return html`
    <aside
      class="map-details"
      aria-label=${t("map.details")}
      onKeyDown=${({ key }) => key === "Escape" && close()}
    >
      <button
        type="button"
        class="icon-button map-close"
        aria-label=${t("map.closeDetails")}
        onClick=${close}
      >
        <${Icon} name="close" />
      </button>
      ${node
        ? html`<${NodeDetails} ...${node} model=${model} part=${part} onChoose=${onChoose} />`
        : html`<${EdgeDetails} edge=${edge} onChoose=${onChoose} />`}
    </aside>
  `;
}

function NodeDetails({ model, part, onChoose, ...node }) {
  const { id, type, name, hint, ratePerSecond, errorRate, calls, breakers } = node;
  const incoming = model.edges.filter(({ target }) => target === id);
  const outgoing = model.edges.filter(({ source }) => source === id);
  return html`
    <h2 title=${id}>${name}</h2>
    <p class="map-type">${t(`map.type.${type}`)}${hint && ` · ${hint}`}</p>
    ${calls > 0 &&
    html`
      <dl class="map-figures">
        <${Figure} label=${t("figure.rate")}>${formatRate(ratePerSecond)}<//>
        <${Figure} label=${t("figure.errorRate")}><${ErrorRate} share=${errorRate} /><//>
      </dl>
    `}
    <div class="map-actions">
      ${type === "service" &&
      html`<a class="button" href=${pageHref(servicePath(id))}>${t("map.toService")}</a>`}
      ${type === "service" &&
      html`<a class="button" href=${pageHref("/traces", { service: id })}>${t("map.toTraces")}</a>`}
      ${type === "service" && html`<a class="button" href=${logsOf(id)}>${t("map.toLogs")}</a>`}
      ${id !== part.focus &&
      html`
        <button
          type="button"
          class="button"
          onClick=${() => setQuery({ focus: id, operation: null, depth: null })}
        >
          ${t("map.focus")}
        </button>
      `}
    </div>
    ${breakers.length > 0 &&
    html`
      <h3>${t("map.breakerUnknownPeer")}</h3>
      <${Breakers} breakers=${breakers} fully />
    `}
    <${EdgeList} title=${t("map.calledBy")} edges=${incoming} end="source" onChoose=${onChoose} />
    <${EdgeList} title=${t("map.calls")} edges=${outgoing} end="target" onChoose=${onChoose} />
    ${type === "service" && html`<${Operations} service=${id} chosen=${part.operation} />`}
  `;
}

function EdgeList({ title, edges, end, onChoose }) {
  if (edges.length === 0) return null;
  const byRate = [...edges].sort((a, b) => b.calls - a.calls);
  return html`
    <h3>${title}</h3>
    <ul class="map-edges">
      ${byRate.map(
        (edge) => html`
          <li key=${edge.id}>
            <button type="button" onClick=${() => onChoose(edge.id)}>
              <span class="map-end">${edge[end]}</span>
              <span>${formatRate(edge.ratePerSecond)}</span>
              <${ErrorRate} share=${edge.errorRate} />
              <${Slower} edge=${edge} />
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}

function EdgeDetails({ edge, onChoose }) {
  const unanswered = edge.errors > 0 && unansweredOfEdge(edge);
  const end = (id) => html`
    <button type="button" class="map-end-button" onClick=${() => onChoose(id)}>${id}</button>
  `;
  return html`
    <h2 class="map-ends">
      ${end(edge.source)} <span aria-hidden="true">→</span> ${end(edge.target)}
    </h2>
    <p class="map-type">
      ${t(edge.calls > 0 ? `map.connection.${edge.type}` : "map.noCalls")}
    </p>
    ${edge.calls > 0 && html`<${EdgeFigures} ...${edge} />`}
    ${edge.breakers.length > 0 &&
    html`
      <h3>${t("map.breaker")}</h3>
      <${Breakers} breakers=${edge.breakers} fully />
    `}
    <div class="map-actions">
      ${edge.calls > 0 &&
      html`<a class="button" href=${tracesOfEdge(edge)}>${t("map.toTraces")}</a>`}
      ${edge.errors > 0 &&
      html`<a class="button" href=${tracesOfEdge(edge, "error")}>${t("map.toErrors")}</a>`}
      ${unanswered &&
      html`
        <a class="button" href=${unanswered} title=${t("map.toUnanswered.text")}>
          ${t("map.toUnanswered")}
        </a>
      `}
      <a class="button" href=${logsOfEdge(edge)} title=${t("map.toLogs.text")}>${t("map.toLogs")}</a>
    </div>
  `;
}

function EdgeFigures(edge) {
  return html`
    <dl class="map-figures">
      <${Figure} label=${t("figure.rate")}>${formatRate(edge.ratePerSecond)}<//>
      <${Figure} label=${t("figure.errorRate")}><${ErrorRate} share=${edge.errorRate} /><//>
      <${Figure} label="p50">${formatNanos(edge.p50Nanos)}<//>
      <${Figure} label="p95">${formatNanos(edge.p95Nanos)}<//>
      <${Figure} label="p99">${formatNanos(edge.p99Nanos)}<//>
      ${edge.queueP95Nanos !== null &&
      html`
        <${Figure} label=${t("map.queueP50")}>${formatNanos(edge.queueP50Nanos)}<//>
        <${Figure} label=${t("map.queueP95")}>${formatNanos(edge.queueP95Nanos)}<//>
      `}
      <${Figure} label=${t(edge.queueP95Nanos === null ? "map.p95Before" : "map.queueP95Before")}>
        ${formatQuantile(edge.beforeNanos)} <${Slower} edge=${edge} />
      <//>
    </dl>
  `;
}

function Figure({ label, children }) {
  return html`<div><dt>${label}</dt><dd>${children}</dd></div>`;
}
