import { useMemo } from "preact/hooks";
import { EmptyState } from "../controls/empty-state.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Segments } from "../controls/segments.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchDependencies } from "../core/api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref, setQuery, useUrl } from "../core/router.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { Details } from "../map/details.js";
import { EdgeTable } from "../map/edge-table.js";
import { Graph } from "../map/graph.js";
import { mapModel } from "../map/model.js";
import { Page } from "../shell/page.js";
import { WiderRange } from "./wider-range.js";

const DEPTHS = ["1", "2", "3"];

/** Who calls whom, how often, how well and how fast. */
export function MapPage() {
  const range = useTimeRange();
  const { query } = useUrl();
  const focus = query.get("focus") ?? "";
  const depth = DEPTHS.includes(query.get("depth")) ? query.get("depth") : DEPTHS[0];
  const table = query.get("view") === "table";
  const frame = focus && `${focus} ${depth}`;
  const around = focus ? { service: focus, depth } : {};
  const { data, problem, retry, loading, stale } = useResource(
    `${rangeKey(range)} ${frame}`,
    async (signal) => {
      const bounds = boundsOf(range);
      return { bounds, graph: await fetchDependencies({ ...bounds, ...around }, signal) };
    },
  );
  const model = useMemo(() => data && mapModel(data.graph, data.bounds), [data]);
  return html`
    <${Page} title=${t("map.title")} timed fill=${!table}>
      <div class="toolbar map-toolbar">
        <${FilterBox} label=${t("map.filter")} />
        ${focus && html`<${Focus} focus=${focus} depth=${depth} />`}
        <span class="toolbar-note" role="status">
          ${data?.graph.complete === false && t("figure.incomplete")}
        </span>
        <${Segments}
          label=${t("map.view")}
          value=${table ? "table" : "map"}
          choices=${[
            ["map", t("map.view.map")],
            ["table", t("map.view.table")],
          ]}
          onChoose=${(view) => setQuery({ view: view === "map" ? null : view })}
        />
      </div>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${model
        ? html`<${MapView} model=${model} frame=${frame} focus=${focus} table=${table} stale=${stale} />`
        : !problem && html`<${Skeleton} rows=${8} />`}
    <//>
  `;
}

function Focus({ focus, depth }) {
  return html`
    <span class="map-focus">
      <span class="map-focus-name" title=${focus}>${t("map.around", { node: focus })}</span>
      <${Segments}
        label=${t("map.depth")}
        value=${depth}
        choices=${DEPTHS.map((choice) => [choice, choice])}
        onChoose=${(choice) => setQuery({ depth: choice })}
      />
      <button
        type="button"
        class="icon-button"
        aria-label=${t("map.unfocus")}
        title=${t("map.unfocus")}
        onClick=${() => setQuery({ focus: null, depth: null })}
      >
        <${Icon} name="close" />
      </button>
    </span>
  `;
}

function MapView({ model, frame, focus, table, stale }) {
  const matches = useFilter();
  const chosen = useUrl().query.get("chosen") ?? "";
  if (model.nodes.length === 0) {
    return html`
      <${EmptyState} title=${t("map.none")} text=${t("map.none.text")}>
        <${WiderRange} />
        <a class="button" href=${pageHref("/")}>${t("services.attach")}</a>
      <//>
    `;
  }
  if (table) {
    const edges = model.edges.filter(({ source, target }) => matches(source, target));
    return html`<${EdgeTable} edges=${edges} stale=${stale} />`;
  }
  const choose = (id) => setQuery({ chosen: id });
  return html`
    <div class="map-view">
      <${Graph}
        model=${model}
        frame=${frame}
        chosen=${chosen}
        matches=${({ id }) => matches(id)}
        onChoose=${choose}
        stale=${stale}
      />
      <${Details} model=${model} chosen=${chosen} focus=${focus} onChoose=${choose} />
    </div>
  `;
}
