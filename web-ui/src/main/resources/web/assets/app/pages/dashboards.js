import { useState } from "preact/hooks";
import { EmptyState } from "../controls/empty-state.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { Unreadable } from "../controls/unreadable.js";
import { deleteDashboard, fetchDashboards } from "../core/dashboard-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { BoardList } from "../dashboards/board-list.js";
import { ImportPanel } from "../dashboards/import-panel.js";
import { ReadyBoards } from "../dashboards/ready-boards.js";
import { Page } from "../shell/page.js";

/** All dashboards, and the ways to a new one. */
export function DashboardsPage() {
  const [importing, setImporting] = useState(false);
  const { data, problem, retry, loading, stale } = useResource("dashboards", fetchDashboards);
  const actions = html`
    <button
      type="button"
      class="button"
      aria-expanded=${importing}
      onClick=${() => setImporting(!importing)}
    >
      <${Icon} name="upload" />${t("dashboards.import")}
    </button>
    <a class="button primary" href=${pageHref("/dashboards/new")}>
      <${Icon} name="plus" />${t("dashboards.new")}
    </a>
  `;
  return html`
    <${Page} title=${t("dashboards.title")} actions=${actions}>
      ${importing && html`<${ImportPanel} close=${() => setImporting(false)} />`}
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data === null && !problem && html`<${Skeleton} class="tall" rows=${6} />`}
      ${data &&
      html`<${Unreadable} ...${data} remove=${deleteDashboard} changed=${retry} />`}
      ${data?.dashboards.length === 0 &&
      html`
        <${EmptyState} title=${t("dashboards.none")} text=${t("dashboards.none.text")}>
          <a class="button" href=${pageHref("/dashboards/new")}>${t("dashboards.first")}</a>
        <//>
      `}
      ${data?.dashboards.length > 0 &&
      html`<${BoardList} dashboards=${data.dashboards} stale=${stale} refresh=${retry} />`}
      ${data && html`<${ReadyBoards} />`}
    <//>
  `;
}
