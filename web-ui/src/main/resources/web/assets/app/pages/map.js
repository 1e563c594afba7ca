import { useMemo } from "preact/hooks";
import { EmptyState } from "../controls/empty-state.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Segments } from "../controls/segments.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchDependencies } from "../core/api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useNarrow } from "../core/narrow.js";
import { useResource } from "../core/resource.js";
import { pageHref, setQuery, useUrl } from "../core/router.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { CallList } from "../map/call-list.js";
import { Details } from "../map/details.js";
import { EdgeTable } from "../map/edge-table.js";
import { around, Focus, useFocus } from "../map/focus.js";
import { Graph } from "../map/graph.js";
import { Legend } from "../map/legend.js";
import { mapModel } from "../map/model.js";
import { useBefore } from "../map/use-before.js";
import { useClosing } from "../map/use-closing.js";
import { Page } from "../shell/page.js";
import { WiderRange } from "./wider-range.js";

/** Who calls whom, how often, how well and how fast. */
export function MapPage() {
  const range = useTimeRange();
  const { query } = useUrl();
  const part = useFocus();
  const table = query.get("view") === "table";
  const frame = part.focus && `${part.focus} ${part.operation || part.depth}`;
  const key = `${rangeKey(range)} ${frame}`;
  const { data, problem, retry, loading, stale } = useResource(key, async (signal) => {
    const bounds = boundsOf(range);
    const graph = await fetchDependencies({ ...bounds, ...around(part) }, signal);
    return { bounds, frame, key, graph };
  });
  const before = useBefore(stale ? null : data, part);
  const model = useMemo(
    () => data && mapModel(data.graph, data.bounds, before.graph),
    [data, before.graph],
  );
  return html`
    <${Page} title=${t("map.title")} timed fill=${!table}>
      <div class="toolbar map-toolbar">
        <${FilterBox} label=${t("map.filter")} />
        ${part.focus && html`<${Focus} ...${part} />`}
        <span class="toolbar-note" role="status">
          ${data?.graph.complete === false && t("figure.incomplete")}
        </span>
        <${Legend} notCompared=${before.failed} />
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
        ? html`<${MapView} model=${model} frame=${data.frame} part=${part} table=${table} stale=${stale} />`
        : !problem && html`<${Skeleton} rows=${8} />`}
    <//>
  `;
}

function MapView({ model, frame, part, table, stale }) {
  const matches = useFilter();
  const narrow = useNarrow();
  const chosen = useUrl().query.get("chosen") ?? "";
  const choose = (id) => setQuery({ chosen: id });
  const close = useClosing(chosen, choose);
  if (model.nodes.length === 0) {
    return html`
      <${EmptyState}
        title=${t(part.operation ? "map.noneOfOperation" : "map.none")}
        text=${t(part.operation ? "map.noneOfOperation.text" : "map.none.text")}
      >
        <${WiderRange} />
        <a class="button" href=${pageHref("/")}>${t("services.attach")}</a>
      <//>
    `;
  }
  const edges = model.edges.filter(({ source, target }) => matches(source, target));
  if (table) {
    return html`<${EdgeTable} edges=${edges} stale=${stale} />`;
  }
  return html`
    <div class="map-view">
      <${Graph}
        model=${model}
        frame=${frame}
        narrow=${narrow}
        chosen=${chosen}
        matches=${({ id }) => matches(id)}
        onChoose=${choose}
        stale=${stale}
      />
      ${narrow && !chosen
        ? html`<${CallList} model=${model} edges=${edges} onChoose=${choose} />`
        : html`
            <${Details}
              model=${model}
              chosen=${chosen}
              part=${part}
              onChoose=${choose}
              close=${close}
            />
          `}
    </div>
  `;
}
