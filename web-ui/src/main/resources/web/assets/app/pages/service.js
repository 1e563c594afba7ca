import { DataTable } from "../controls/data-table.js";
import { EmptyState } from "../controls/empty-state.js";
import { ErrorRate } from "../controls/error-rate.js";
import { figureColumns, formatQuantile } from "../controls/figures.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { ServiceName } from "../controls/service-name.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchOperations, fetchServices } from "../core/api.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { serviceId } from "../core/service-id.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { formatAgo, formatRate } from "../core/units.js";
import { Page } from "../shell/page.js";
import { WiderRange } from "./wider-range.js";

/**
 * One service: its figures, and its operations.
 *
 * @param {{name: string}} props its id, or its name alone
 */
export function ServicePage({ name: id }) {
  const range = useTimeRange();
  const key = `${id} ${rangeKey(range)}`;
  const services = useResource(key, (signal) => fetchServices(boundsOf(range), signal));
  const operations = useResource(key, (signal) => fetchOperations(id, boundsOf(range), signal));
  const { data, problem, retry, loading } = operations;
  const service = services.data?.services.find((one) => serviceId(one) === id || one.name === id);
  const known = service ?? { name: id, namespace: "" };
  const actions = html`
    <a class="button" href=${pageHref("/traces", { service: id })}>${t("service.traces")}</a>
    <a class="button" href=${pageHref("/traces", { service: id, status: "error" })}>
      ${t("service.errors")}
    </a>
  `;
  return html`
    <${Page} title=${id} heading=${html`<${Heading} service=${known} />`} actions=${actions} timed>
      <${Figures} service=${service} stale=${services.stale} loading=${services.data === null} />
      <div class="toolbar">
        <h2>${t("service.operations")}</h2>
        <span class="toolbar-note" role="status">
          ${data?.complete === false && t("figure.incomplete")}
        </span>
        <${FilterBox} label=${t("service.filter")} />
      </div>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`<${OperationList} service=${id} ...${operations} />`
        : !problem && html`<${Skeleton} rows=${8} />`}
    <//>
  `;
}

function Heading({ service }) {
  const { name, namespace } = service;
  return html`
    <${ServiceName} id=${serviceId(service)} label=${name} />
    ${namespace && html`<span class="heading-note">${namespace}</span>`}
  `;
}

/** The service's own row of the service list, spread out. Without it the operations still show. */
function Figures({ service, stale, loading }) {
  const figures = [
    [t("figure.rate"), (s) => formatRate(s.ratePerSecond)],
    [t("figure.errorRate"), (s) => html`<${ErrorRate} share=${s.errorRate} />`],
    ["p50", (s) => formatQuantile(s.p50Nanos)],
    ["p95", (s) => formatQuantile(s.p95Nanos)],
    ["p99", (s) => formatQuantile(s.p99Nanos)],
    [t("services.instances"), (s) => formatCount(s.instances)],
    [t("services.lastSeen"), (s) => (s.lastSeen === null ? "–" : formatAgo(s.lastSeen))],
  ];
  return html`
    <dl class="figures" data-stale=${stale} aria-busy=${loading}>
      ${figures.map(
        ([label, show]) => html`
          <div>
            <dt>${label}</dt>
            <dd>${service ? show(service) : "–"}</dd>
          </div>
        `,
      )}
    </dl>
  `;
}

function OperationList({ service, data, stale }) {
  const matches = useFilter();
  if (data.operations.length === 0) {
    return html`
      <${EmptyState} title=${t("service.none")} text=${t("service.none.text")}><${WiderRange} /><//>
    `;
  }
  return html`
    <${DataTable}
      label=${t("service.operations")}
      columns=${columns(service)}
      rows=${data.operations.filter(({ name }) => matches(name))}
      rowKey=${({ name, kind }) => `${kind} ${name}`}
      defaultSort="-rate"
      stale=${stale}
    />
  `;
}

function columns(service) {
  return [
    {
      key: "name",
      label: t("service.operation"),
      value: ({ name }) => name,
      cell: ({ name, kind }) => html`
        <a
          class="row-link"
          href=${pageHref("/traces", { service, operation: name, kind })}
          title=${name}
        >
          ${name}
        </a>
      `,
    },
    {
      key: "kind",
      label: t("span.kind"),
      value: ({ kind }) => t(`kind.${kind}`),
      cell: ({ kind }) => html`<span class="kind">${t(`kind.${kind}`)}</span>`,
    },
    ...figureColumns(),
  ];
}
