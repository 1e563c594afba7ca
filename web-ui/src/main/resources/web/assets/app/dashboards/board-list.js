import { ChangeProblem } from "../controls/change-problem.js";
import { DataTable } from "../controls/data-table.js";
import { EmptyState } from "../controls/empty-state.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { Icon } from "../controls/icon.js";
import { RemoveButton } from "../controls/remove-button.js";
import { useChange } from "../controls/use-change.js";
import { createDashboard, deleteDashboard, fetchDashboard } from "../core/dashboard-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { navigate, pageHref, setQuery } from "../core/router.js";
import { formatAgo, formatInstantFully } from "../core/units.js";
import { bodyOf } from "./draft.js";
import { download } from "./exchange.js";

/** All dashboards, and what can be done with each. @param {{dashboards, stale, refresh}} props */
export function BoardList({ dashboards, stale, refresh }) {
  const matches = useFilter();
  const { busy, problem, run } = useChange("list");
  const shown = dashboards.filter(({ name, description }) => matches(name, description));
  const acts = {
    busy,
    duplicate: async ({ id, name }) => {
      const copy = await run(async () => {
        const one = await fetchDashboard(id);
        return createDashboard({ ...bodyOf(one), name: t("dashboards.copyOf", { name }) });
      });
      if (copy) navigate(pageHref(`/dashboards/${copy.id}`));
    },
    save: async ({ id }) => {
      const one = await run(() => fetchDashboard(id));
      if (one) download(bodyOf(one));
    },
    remove: async ({ id, etag }) => {
      await run(() => deleteDashboard(id, etag));
      refresh();
    },
  };
  return html`
    <div class="toolbar">
      <${FilterBox} label=${t("dashboards.filter")} />
      <span class="toolbar-note">${t("dashboards.count", { count: dashboards.length })}</span>
    </div>
    <${ChangeProblem} problem=${problem} />
    ${shown.length > 0
      ? html`
          <${DataTable}
            class="boards"
            label=${t("dashboards.title")}
            columns=${columns(acts)}
            rows=${shown}
            rowKey=${({ id }) => id}
            defaultSort="name"
            stale=${stale}
          />
        `
      : html`
          <${EmptyState} title=${t("dashboards.noMatch")}>
            <button type="button" class="button" onClick=${() => setQuery({ filter: null })}>
              ${t("filter.clear")}
            </button>
          <//>
        `}
  `;
}

function columns(acts) {
  return [
    {
      key: "name",
      label: t("dashboards.name"),
      value: ({ name }) => name,
      cell: ({ id, name, description }) => html`
        <div class="board-name">
          <a class="row-link" href=${pageHref(`/dashboards/${id}`)}>${name}</a>
          ${description && html`<span title=${description}>${description}</span>`}
        </div>
      `,
    },
    {
      key: "panels",
      label: t("dashboards.panels"),
      numeric: true,
      value: ({ panelCount }) => panelCount,
      cell: ({ panelCount }) => panelCount,
    },
    {
      key: "changed",
      label: t("dashboards.changed"),
      numeric: true,
      value: ({ updatedAt }) => updatedAt,
      cell: ({ updatedAt }) => html`
        <time title=${formatInstantFully(updatedAt)}>${formatAgo(updatedAt)}</time>
      `,
    },
    {
      key: "acts",
      label: t("dashboards.acts"),
      cell: (row) => html`<${Acts} row=${row} ...${acts} />`,
    },
  ];
}

function Acts({ row, busy, duplicate, save, remove }) {
  const { name } = row;
  const button = (key, icon, act) => {
    const label = t(`dashboards.act.${key}`, { name });
    return html`
      <button
        type="button"
        class="icon-button"
        aria-label=${label}
        title=${label}
        disabled=${busy}
        onClick=${() => act(row)}
      >
        <${Icon} name=${icon} />
      </button>
    `;
  };
  return html`
    <div class="board-acts">
      ${button("duplicate", "copy", duplicate)} ${button("export", "download", save)}
      <${RemoveButton}
        label=${t("dashboards.delete")}
        text=${t("dashboards.delete.text", { name })}
        confirm=${t("dashboards.delete.confirm")}
        busy=${busy}
        remove=${() => remove(row)}
      />
    </div>
  `;
}
