import { DataTable } from "../controls/data-table.js";
import { figureColumns, formatQuantile } from "../controls/figures.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { formatTimes } from "../core/units.js";
import { Breakers } from "./breakers.js";
import { Slower } from "./slower.js";

/** In the order of alarm. @type {import("./model.js").Guard[]} */
const GUARDS = ["", "closed", "half_open", "open"];

/** The map in words: its edges, a row each. */
export function EdgeTable({ edges, stale }) {
  return html`
    <${DataTable}
      class="map-table"
      label=${t("map.title")}
      columns=${columns()}
      rows=${edges}
      rowKey=${({ id }) => id}
      defaultSort="-rate"
      stale=${stale}
    />
  `;
}

function columns() {
  const end = (key, label) => ({
    key,
    label,
    value: (edge) => edge[key],
    cell: (edge) => html`
      <button
        type="button"
        class="map-end-button"
        title=${edge[key]}
        onClick=${() => setQuery({ chosen: edge[key], view: null })}
      >
        ${edge[key]}
      </button>
    `,
  });
  return [
    end("source", t("map.source")),
    end("target", t("map.target")),
    {
      key: "type",
      label: t("map.connection"),
      value: ({ type }) => type,
      cell: ({ type }) => t(`map.connection.${type}`),
    },
    ...figureColumns(),
    {
      key: "queue",
      label: t("map.queueP95"),
      numeric: true,
      value: ({ queueP95Nanos }) => queueP95Nanos,
      cell: ({ queueP95Nanos }) => formatQuantile(queueP95Nanos),
    },
    {
      key: "before",
      label: t("map.timesBefore"),
      numeric: true,
      value: ({ timesBefore }) => timesBefore,
      cell: (edge) => (edge.slower ? html`<${Slower} edge=${edge} />` : timesText(edge)),
    },
    {
      key: "breaker",
      label: t("map.breaker"),
      value: ({ guard }) => GUARDS.indexOf(guard),
      cell: ({ breakers }) => html`<${Breakers} breakers=${breakers} />`,
    },
  ];
}

function timesText({ timesBefore }) {
  return timesBefore === null ? "–" : formatTimes(timesBefore);
}
