import { Combobox } from "../controls/combobox.js";
import { EmptyState } from "../controls/empty-state.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { fetchLogFieldValues } from "../core/log-api.js";
import { useResource } from "../core/resource.js";
import { setQuery, useUrl } from "../core/router.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { formatInstant } from "../core/units.js";
import { setSearch, useSearch } from "../log-query/search.js";
import { LogsFrame } from "../log-search/frame.js";
import { LevelFilter } from "../log-search/level-filter.js";

const MOST = 300;

/**
 * A page of groups of log records.
 *
 * @param {object} props
 * @param {(choice, signal) => Promise<object>} props.ask for the groups
 * @param {string} props.list the field of the answer that has them
 * @param {{filter: string, none: string, noneText: string, shown: (count: number) => string}} props.texts
 * @param {(group) => string[]} props.words of a group, by which it is found
 * @param {Function} props.table draws them
 * @param {object} props.wider offers longer ranges
 */
export function GroupView({ ask, list, texts, words, table, wider }) {
  const search = useSearch();
  const range = useTimeRange();
  const { service, severity } = search;
  const { data, problem, retry, loading, stale } = useResource(
    JSON.stringify([service, severity, rangeKey(range)]),
    (signal) => ask({ service, severity, ...boundsOf(range), limit: MOST }, signal),
  );
  const matches = useFilter();
  const onlyNew = useUrl().query.get("new") === "1";
  const groups = (data?.[list] ?? []).filter(
    (group) => (group.new || !onlyNew) && matches(group.service, ...words(group)),
  );
  return html`
    <${LogsFrame} search=${search}>
      <div class="pattern-filters">
        <${ServiceField} service=${service} range=${range} />
        <${FilterBox} label=${texts.filter} />
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
      ${data === null && !problem && html`<${Skeleton} class="tall" rows=${10} />`}
      ${data &&
      groups.length === 0 &&
      html`<${EmptyState} title=${texts.none} text=${texts.noneText}>${wider}<//>`}
      ${data &&
      groups.length > 0 &&
      html`
        <${Note} data=${data} listed=${data[list].length} shown=${texts.shown(groups.length)} />
        <${table} groups=${groups} stale=${stale} />
      `}
    <//>
  `;
}

function Note({ data: { total, complete, scannedUntil }, listed, shown }) {
  const time = scannedUntil === null ? "–" : formatInstant(scannedUntil);
  return html`
    <p class="note" role="status">
      ${shown}${" "}
      ${total > listed && t("patterns.most", { count: MOST })}${" "}
      ${!complete && t("patterns.since", { time })}
    </p>
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
