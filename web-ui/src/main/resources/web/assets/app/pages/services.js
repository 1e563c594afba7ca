import { Sparkline } from "../charts/sparkline.js";
import { DataTable } from "../controls/data-table.js";
import { EmptyState } from "../controls/empty-state.js";
import { figureColumns } from "../controls/figures.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { ServiceName } from "../controls/service-name.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchServices } from "../core/api.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref, servicePath, setQuery } from "../core/router.js";
import { serviceId } from "../core/service-id.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { formatAgo, formatInstantFully } from "../core/units.js";
import { useTrends } from "../service/use-trends.js";
import { Page } from "../shell/page.js";
import { WiderRange } from "./wider-range.js";

export function ServicesPage() {
  const range = useTimeRange();
  const services = useResource(rangeKey(range), (signal) => fetchServices(boundsOf(range), signal));
  const { data, problem, retry, loading } = services;
  const { trends, ...trendRequest } = useTrends(range);
  return html`
    <${Page} title=${t("services.title")} timed>
      <div class="toolbar">
        <${FilterBox} label=${t("services.filter")} />
        <span class="toolbar-note" role="status">
          ${data && t("services.count", { count: data.services.length })}${" "}
          ${data?.complete === false && t("figure.incomplete")}
          ${trendRequest.problem && html`<${TrendProblem} ...${trendRequest} />`}
        </span>
      </div>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`<${ServiceList} ...${services} trends=${trends} />`
        : !problem && html`<${Skeleton} rows=${10} />`}
    <//>
  `;
}

/** The list is whole without them, so this is said in passing. */
function TrendProblem({ problem, retry }) {
  return html`
    <span class="trend-problem" title=${problem.message}>
      ${t("services.noTrends")}
      <button type="button" class="quiet-button" onClick=${retry}>${t("services.askTrends")}</button>
    </span>
  `;
}

function ServiceList({ data, stale, trends }) {
  const matches = useFilter();
  if (data.services.length === 0) {
    return html`
      <${EmptyState} title=${t("services.none")} text=${t("services.none.text")}>
        <${WiderRange} />
        <a class="button" href=${pageHref("/")}>${t("services.attach")}</a>
      <//>
    `;
  }
  const rows = data.services.filter(({ name, namespace }) => matches(namespace, name));
  if (rows.length === 0) {
    return html`
      <${EmptyState} title=${t("services.noMatch")}>
        <button type="button" class="button" onClick=${() => setQuery({ filter: null })}>
          ${t("filter.clear")}
        </button>
      <//>
    `;
  }
  return html`
    <${DataTable}
      class="with-trends"
      label=${t("services.title")}
      columns=${columns(trends)}
      rows=${rows}
      rowKey=${serviceId}
      defaultSort="-rate"
      stale=${stale}
    />
  `;
}

const TONES = { rate: "rate", errors: "error", p95: "latency" };
const FULL_ERROR_SHARE = 0.05;

function columns(trends) {
  const trend = (service, figure) => {
    const values = trends?.get(serviceId(service))?.[figure];
    if (!values) return null;
    const most = figure === "errors" ? FULL_ERROR_SHARE : 0;
    return html`<${Sparkline} values=${values} tone=${TONES[figure]} most=${most} />`;
  };
  return [
    {
      key: "name",
      label: t("services.name"),
      value: ({ name }) => name,
      cell: (service) => {
        const id = serviceId(service);
        const { name, namespace } = service;
        return html`
          <a class="row-link" href=${pageHref(servicePath(id))}>
            <${ServiceName} id=${id} label=${name} />
          </a>
          ${namespace && html`<span class="namespace" title=${namespace}>${namespace}</span>`}
        `;
      },
    },
    ...figureColumns(trend),
    {
      key: "instances",
      label: t("services.instances"),
      numeric: true,
      value: ({ instances }) => instances,
      cell: ({ instances }) => formatCount(instances),
    },
    {
      key: "seen",
      label: t("services.lastSeen"),
      numeric: true,
      value: ({ lastSeen }) => lastSeen,
      cell: ({ lastSeen }) =>
        lastSeen !== null &&
        html`<time title=${formatInstantFully(lastSeen)}>${formatAgo(lastSeen)}</time>`,
    },
  ];
}
