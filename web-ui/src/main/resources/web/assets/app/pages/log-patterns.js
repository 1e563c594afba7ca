import { Combobox } from "../controls/combobox.js";
import { EmptyState } from "../controls/empty-state.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { fetchLogFieldValues, fetchLogPatterns } from "../core/log-api.js";
import { useResource } from "../core/resource.js";
import { setQuery, useUrl } from "../core/router.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { formatInstant } from "../core/units.js";
import { PatternTable } from "../log-patterns/pattern-table.js";
import { setSearch, useSearch } from "../log-query/search.js";
import { LogsFrame } from "../log-search/frame.js";
import { LevelFilter } from "../log-search/level-filter.js";
import { WiderRange } from "./wider-range.js";

const MOST = 500;

/** What log messages have in common: how many there are of each kind, which are new. */
export function LogPatternsPage() {
  const search = useSearch();
  const range = useTimeRange();
  const { service, severity } = search;
  const patterns = useResource(JSON.stringify([service, severity, rangeKey(range)]), (signal) =>
    fetchLogPatterns({ service, severity, ...boundsOf(range), limit: MOST }, signal),
  );
  const { data, problem, retry, loading, stale } = patterns;
  const onlyNew = useUrl().query.get("new") === "1";
  return html`
    <${LogsFrame} search=${search}>
      <div class="pattern-filters">
        <${ServiceField} service=${service} range=${range} />
        <${FilterBox} label=${t("patterns.filter")} />
        <button
          type="button"
          class="button"
          aria-pressed=${onlyNew}
          onClick=${() => setQuery({ new: onlyNew ? null : "1" }, { replace: true })}
        >
          ${t("patterns.onlyNew")}
        </button>
        <${LevelFilter} chosen=${severity} />
      </div>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`<${Found} data=${data} stale=${stale} onlyNew=${onlyNew} />`
        : !problem && html`<${Skeleton} class="tall" rows=${10} />`}
    <//>
  `;
}

function Found({ data, stale, onlyNew }) {
  const matches = useFilter();
  const found = data.patterns.filter(
    ({ template, service, example, new: isNew }) =>
      (isNew || !onlyNew) && matches(template, service, example?.body ?? ""),
  );
  if (found.length === 0) {
    return html`
      <${EmptyState} title=${t("patterns.none")} text=${t("patterns.none.text")}>
        <${WiderRange} />
      <//>
    `;
  }
  return html`
    <p class="note" role="status">
      ${t("patterns.shown", { count: found.length })}${" "}
      ${data.total > data.patterns.length && t("patterns.most", { count: MOST })}${" "}
      ${!data.complete &&
      t("patterns.since", {
        time: data.scannedUntil === null ? "–" : formatInstant(data.scannedUntil),
      })}
    </p>
    <${PatternTable} patterns=${found} stale=${stale} />
  `;
}

/** Completion is a comfort: without it one can still type. */
function ServiceField({ service, range }) {
  const { data } = useResource(rangeKey(range), (signal) =>
    fetchLogFieldValues("service", { ...boundsOf(range), limit: 200 }, signal),
  );
  return html`
    <${Combobox}
      label=${t("services.name")}
      placeholder=${t("search.any")}
      value=${service}
      options=${(data?.values ?? []).map(({ value }) => value)}
      onCommit=${(value) => setSearch({ service: value })}
    />
  `;
}
