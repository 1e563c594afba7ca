import { DataTable } from "../controls/data-table.js";
import { EmptyState } from "../controls/empty-state.js";
import { figureColumns } from "../controls/figures.js";
import { useFilter } from "../controls/filter-box.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, setQuery } from "../core/router.js";
import { durationText } from "../core/units.js";

/**
 * What the service does, each with its figures and the ways on: to its traces, to its charts.
 *
 * @param {{service: string, operations: object[], chosen: string, stale: boolean}} props
 */
export function OperationList({ service, operations, chosen, stale, wider }) {
  const matches = useFilter();
  if (operations.length === 0) {
    return html`
      <${EmptyState} title=${t("service.none")} text=${t("service.none.text")}>${wider}<//>
    `;
  }
  return html`
    <${DataTable}
      label=${t("service.operations")}
      columns=${columns(service, chosen)}
      rows=${operations.filter(({ name }) => matches(name))}
      rowKey=${({ name, kind }) => `${kind} ${name}`}
      defaultSort="-rate"
      stale=${stale}
    />
  `;
}

function columns(service, chosen) {
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
    {
      key: "ways",
      label: "",
      cell: (operation) => html`
        <${Ways} service=${service} operation=${operation} chosen=${operation.name === chosen} />
      `,
    },
  ];
}

const CHARTED_KINDS = ["server", "consumer"];

function Ways({ service, operation: { name, kind, p95Nanos, errorRate }, chosen }) {
  const search = (conditions) =>
    pageHref("/traces", { service, operation: name, kind, ...conditions });
  return html`
    <span class="ways">
      ${errorRate > 0 &&
      html`
        <a href=${search({ status: "error" })} title=${t("service.errors")}>
          <${Icon} name="warning" />
        </a>
      `}
      ${p95Nanos !== null &&
      html`
        <a href=${search({ minDuration: durationText(p95Nanos) })} title=${t("service.slow")}>
          <${Icon} name="clock" />
        </a>
      `}
      ${CHARTED_KINDS.includes(kind) &&
      html`
        <button
          type="button"
          aria-pressed=${chosen}
          title=${t("service.chartOperation")}
          onClick=${() => setQuery({ operation: chosen ? null : name, groupBy: null })}
        >
          <${Icon} name="chart" />
        </button>
        <a
          href=${pageHref("/map", { focus: service, operation: name })}
          title=${t("service.mapOperation")}
        >
          <${Icon} name="map" />
        </a>
      `}
    </span>
  `;
}
