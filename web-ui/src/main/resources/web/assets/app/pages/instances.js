import { DataTable } from "../controls/data-table.js";
import { EmptyState } from "../controls/empty-state.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Segments } from "../controls/segments.js";
import { ServiceName } from "../controls/service-name.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchInstances } from "../core/api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref, servicePath, setQuery, useUrl } from "../core/router.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { formatAgo, formatInstantFully } from "../core/units.js";
import { Page } from "../shell/page.js";
import { WiderRange } from "./wider-range.js";

/** The worst first: this is the order of the default sort. */
const STATES = ["lost", "silent", "late", "up", "stopped"];

/** The processes of all services, and which of them are no longer heard of. */
export function InstancesPage() {
  const range = useTimeRange();
  const instances = useResource(rangeKey(range), (signal) =>
    fetchInstances(boundsOf(range), signal),
  );
  const { data, problem, retry, loading } = instances;
  return html`
    <${Page} title=${t("instances.title")} timed>
      <div class="toolbar instances-toolbar">
        <${FilterBox} label=${t("instances.filter")} />
        ${data && html`<${StateChoice} instances=${data.instances} />`}
        <span class="toolbar-note" role="status">
          ${data?.complete === false && t("figure.incomplete")}
        </span>
      </div>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`<${InstanceList} ...${instances} />`
        : !problem && html`<${Skeleton} rows=${10} />`}
    <//>
  `;
}

function StateChoice({ instances }) {
  const chosen = useUrl().query.get("state") ?? "";
  const count = (state) => instances.filter((instance) => instance.state === state).length;
  const offered = STATES.filter(
    (state) => !["silent", "stopped"].includes(state) || count(state) > 0 || state === chosen,
  );
  return html`
    <${Segments}
      label=${t("instances.state")}
      value=${chosen}
      choices=${[
        ["", t("instances.all", { count: instances.length })],
        ...offered.map((state) => [state, `${t(`instances.${state}`)} ${count(state)}`]),
      ]}
      onChoose=${(state) => setQuery({ state: state || null })}
    />
  `;
}

function InstanceList({ data, stale }) {
  const matches = useFilter();
  const state = useUrl().query.get("state");
  if (data.instances.length === 0) {
    return html`
      <${EmptyState} title=${t("instances.none")} text=${t("instances.none.text")}>
        <${WiderRange} />
        <a class="button" href=${pageHref("/")}>${t("services.attach")}</a>
      <//>
    `;
  }
  const rows = data.instances.filter(
    (instance) =>
      (!state || instance.state === state) &&
      matches(
        instance.service,
        instance.id,
        instance.version,
        instance.host,
        instance.registration?.id ?? "",
      ),
  );
  if (rows.length === 0) {
    return html`
      <${EmptyState} title=${t("instances.noMatch")}>
        <button
          type="button"
          class="button"
          onClick=${() => setQuery({ filter: null, state: null })}
        >
          ${t("filter.clear")}
        </button>
      <//>
    `;
  }
  return html`
    <${DataTable}
      class="instances"
      label=${t("instances.title")}
      columns=${columns()}
      rows=${rows}
      rowKey=${({ service, id }) => `${service} ${id}`}
      defaultSort="state"
      stale=${stale}
    />
  `;
}

function columns() {
  return [
    {
      key: "state",
      label: t("instances.state"),
      value: ({ state }) => STATES.indexOf(state),
      cell: ({ state }) => html`
        <span class="liveness" data-state=${state} title=${t(`instances.${state}.text`)}>
          <span class="verdict-dot" />${t(`instances.${state}`)}
        </span>
      `,
    },
    {
      key: "service",
      label: t("services.name"),
      value: ({ service }) => service,
      cell: ({ service }) => html`
        <a class="row-link" href=${pageHref(servicePath(service))}>
          <${ServiceName} id=${service} label=${service} />
        </a>
      `,
    },
    {
      key: "instance",
      label: t("instances.id"),
      value: ({ id }) => id || null,
      cell: ({ id }) => html`<code class="instance-id" title=${id}>${id || t("instances.noId")}</code>`,
    },
    {
      key: "version",
      label: t("instances.version"),
      value: ({ version }) => version || null,
      cell: ({ version }) => version,
    },
    {
      key: "host",
      label: t("instances.host"),
      value: ({ host }) => host || null,
      cell: ({ host }) => host,
    },
    {
      key: "registration",
      label: t("instances.registration"),
      value: ({ registration }) => registration?.status ?? null,
      cell: ({ registration }) => registration && html`<${RegistrationCell} ...${registration} />`,
    },
    { key: "started", label: t("instances.started"), numeric: true, ...ago("startTime") },
    { key: "heard", label: t("instances.lastHeard"), numeric: true, ...ago("lastHeard") },
  ];
}

function RegistrationCell({ type, application, id, status, lastHeartbeat }) {
  const heard =
    lastHeartbeat === null
      ? ""
      : `\n${t("instances.lastHeartbeat", { ago: formatAgo(lastHeartbeat) })}`;
  return html`
    <span class="registration" title=${`${application} ${id}${heard}`}>
      ${t(`registry.${type}`)} <span class="registration-status">${status}</span>
    </span>
  `;
}

function ago(field) {
  return {
    value: (instance) => instance[field],
    cell: ({ [field]: instant }) =>
      instant !== null &&
      html`<time title=${formatInstantFully(instant)}>${formatAgo(instant)}</time>`,
  };
}
