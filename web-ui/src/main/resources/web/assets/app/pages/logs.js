import { useMemo } from "preact/hooks";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery, useUrl } from "../core/router.js";
import { useTimeRange } from "../core/time-range.js";
import { useColumns } from "../log-lines/columns.js";
import { LineList } from "../log-lines/line-list.js";
import { WrapButton } from "../log-lines/wrap-button.js";
import { faultOf } from "../log-query/fault.js";
import { matchesOf } from "../log-query/matches.js";
import { QueryBar } from "../log-query/query-bar.js";
import { useSearch } from "../log-query/search.js";
import { Around } from "../log-search/around.js";
import { Continuation } from "../log-search/continuation.js";
import { Fields } from "../log-search/fields.js";
import { LogsFrame } from "../log-search/frame.js";
import { Histogram } from "../log-search/histogram.js";
import { LevelFilter } from "../log-search/level-filter.js";
import { NoLogs } from "../log-search/no-logs.js";
import { useHistogram, useLogs } from "../log-search/use-logs.js";
import { AttachAgent } from "./attach-agent.js";
import { WiderRange } from "./wider-range.js";

/** Logs of all services: searched, counted, read line by line. */
export function LogsPage() {
  const { query } = useUrl();
  const search = useSearch();
  const range = useTimeRange();
  const columns = useColumns();
  const logs = useLogs(search, range);
  const histogram = useHistogram(search, range);
  const matches = useMemo(() => matchesOf(search.query), [search.query]);
  const fault = faultOf(logs.problem, search.query);
  const around = query.get("around");
  const look = { matches, columns, wrapped: query.get("wrap") === "1" };
  return html`
    <${LogsFrame} search=${search}>
      <${QueryBar} search=${search} range=${range} fault=${fault}>
        <${LevelFilter} chosen=${search.severity} counts=${histogram.chart?.counts} />
      <//>
      ${around
        ? html`<${Around} id=${around} ...${look} />`
        : html`
            <${Results}
              search=${search}
              range=${range}
              logs=${logs}
              histogram=${histogram}
              fault=${fault}
              look=${look}
            />
          `}
    <//>
  `;
}

function Results({ search, range, logs, histogram, fault, look }) {
  const { data, problem, retry, loading, stale } = logs;
  const withFields = useWithFields() && !fault;
  const nothing = data !== null && data.logs.length === 0 && data.complete;
  if (nothing && !problem) {
    return html`
      <${NoLogs} search=${search} wider=${html`<${WiderRange} />`} agent=${html`<${AttachAgent} />`} />
    `;
  }
  return html`
    ${problem &&
    !fault &&
    html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
    ${!problem && histogram.problem && html`<${ProblemPanel} ...${histogram} />`}
    ${histogram.chart && html`<${Histogram} chart=${histogram.chart} stale=${histogram.stale} />`}
    ${(data || !problem) &&
    html`
    <div class="log-body-area" data-fields=${withFields}>
      ${withFields && html`<${Fields} search=${search} range=${range} columns=${look.columns} />`}
      <div class="log-results">
        <${Tools} withFields=${withFields} />
        ${data
          ? html`
              <${LineList} logs=${data.logs} label=${t("logs.title")} stale=${stale} ...${look} />
              <${Continuation} data=${data} more=${logs.more} />
            `
          : html`<${Skeleton} rows=${14} />`}
      </div>
    </div>
    `}
  `;
}

function Tools({ withFields }) {
  return html`
    <div class="log-tools">
      <button
        type="button"
        class="button"
        aria-pressed=${withFields}
        aria-controls="log-fields"
        onClick=${() => setQuery({ fields: withFields ? "off" : "on" }, { replace: true })}
      >
        <${Icon} name="filter" />${t("logs.fields")}
      </button>
      <${WrapButton} />
    </div>
  `;
}

const WIDE = matchMedia("(width > 1100px)");

/** Whether the fields show: as the reader chose, else where there is room. */
function useWithFields() {
  const chosen = useUrl().query.get("fields");
  return chosen === null ? WIDE.matches : chosen === "on";
}
