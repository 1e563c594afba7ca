import { EmptyState } from "../controls/empty-state.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { TextField } from "../controls/text-field.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { navigate, pageHref, setQuery, tracePath, useUrl } from "../core/router.js";
import { useTimeRange } from "../core/time-range.js";
import { formatInstant } from "../core/units.js";
import { isNarrowed, NO_FILTERS, readFilters, readTraceId } from "../search/filters.js";
import { Scatter } from "../search/scatter.js";
import { SearchForm } from "../search/search-form.js";
import { TraceList } from "../search/trace-list.js";
import { useTraceSearch } from "../search/use-trace-search.js";
import { Page } from "../shell/page.js";
import { WiderRange } from "./wider-range.js";

export function TracesPage() {
  const filters = readFilters(useUrl().query);
  const search = useTraceSearch(filters, useTimeRange());
  const { data, problem, retry, loading } = search;
  return html`
    <${Page} title=${t("traces.title")} actions=${html`<${TraceIdField} />`} timed>
      <${SearchForm} filters=${filters} />
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`<${Results} ...${search} filters=${filters} />`
        : !problem && html`<${Skeleton} class="tall" rows=${8} />`}
    <//>
  `;
}

function TraceIdField() {
  return html`
    <${TextField}
      class="trace-id-field"
      label=${t("traces.jump")}
      placeholder=${t("traces.jump")}
      value=""
      check=${(text) => (readTraceId(text) ? "" : t("traces.jump.invalid"))}
      onCommit=${(text) => navigate(pageHref(tracePath(readTraceId(text))))}
      clearing
    />
  `;
}

function Results({ data, stale, more, filters }) {
  const { traces, bounds, complete, cursor } = data;
  return html`
    ${traces.length > 0 &&
    html`
      <${Scatter} traces=${traces} bounds=${bounds} whole=${complete && !cursor} />
      <${TraceList} traces=${traces} stale=${stale} />
    `}
    ${traces.length === 0 && complete && html`<${Nothing} filters=${filters} />`}
    ${more.problem && html`<${ProblemPanel} problem=${more.problem} retry=${more.load} />`}
    <${Continuation} data=${data} more=${more} />
  `;
}

function Nothing({ filters }) {
  const narrowed = isNarrowed(filters);
  return html`
    <${EmptyState}
      title=${t("traces.none")}
      text=${t(narrowed ? "traces.none.narrowed" : "traces.none.text")}
    >
      <${WiderRange} />
      ${narrowed &&
      html`
        <button type="button" class="button" onClick=${() => setQuery(NO_FILTERS)}>
          ${t("search.clear")}
        </button>
      `}
    <//>
  `;
}

/** How far the list reaches, and the way on. */
function Continuation({ data, more }) {
  const { traces, complete, cursor, scannedUntil } = data;
  const shown = traces.length > 0 || !complete ? t("traces.shown", { count: traces.length }) : "";
  const reach =
    scannedUntil === null ? "" : t("traces.reach", { time: formatInstant(scannedUntil) });
  return html`
    <div class="continuation" role="status">
      <span>
        ${complete ? shown : `${shown} ${t("traces.incomplete")} ${reach}`}
      </span>
      ${cursor &&
      html`
        <button type="button" class="button" disabled=${more.adding} onClick=${more.load}>
          ${t(complete ? "traces.more" : "traces.goOn")}
        </button>
      `}
    </div>
  `;
}
