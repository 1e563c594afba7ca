import { Icon } from "../controls/icon.js";
import { Popover } from "../controls/popover.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { fetchDashboards } from "../core/dashboard-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";

/** Takes queries to a dashboard, as a panel that is to be saved there. */
export function AddToDashboard({ exprs }) {
  const label = html`<${Icon} name="dashboards" />${t("dashboards.addTo")}`;
  return html`
    <${Popover} label=${label} title=${t("dashboards.addTo")}>
      ${() => html`<${Choices} exprs=${exprs} />`}
    <//>
  `;
}

function Choices({ exprs }) {
  const { data, problem, retry, loading } = useResource("dashboards", fetchDashboards);
  const href = (id) => pageHref(`/dashboards/${id}`, { add: exprs });
  return html`
    <ul class="board-choices">
      <li><a href=${href("new")}>${t("dashboards.addTo.new")}</a></li>
      ${data?.dashboards.map(({ id, name }) => html`<li key=${id}><a href=${href(id)}>${name}</a></li>`)}
    </ul>
    ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
  `;
}
