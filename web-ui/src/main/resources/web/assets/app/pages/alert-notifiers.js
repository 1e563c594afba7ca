import { AlertsFrame } from "../alerts/frame.js";
import { EmptyState } from "../controls/empty-state.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { Unreadable } from "../controls/unreadable.js";
import { deleteNotifier, fetchNotifiers } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { NotifierCard } from "../notifiers/notifier-card.js";

/** Whom alerts are told to. */
export function AlertNotifiersPage() {
  const { data, problem, retry, loading } = useResource("notifiers", fetchNotifiers);
  const button = html`
    <a class="button primary" href=${pageHref("/alerts/notifiers/new")}>
      <${Icon} name="plus" />${t("notifiers.new")}
    </a>
  `;
  return html`
    <${AlertsFrame} actions=${button}>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data && html`<${Unreadable} ...${data} remove=${deleteNotifier} changed=${retry} />`}
      ${data
        ? html`<${NotifierList} notifiers=${data.notifiers} />`
        : !problem && html`<${Skeleton} class="tall" rows=${4} />`}
    <//>
  `;
}

function NotifierList({ notifiers }) {
  if (notifiers.length === 0) {
    return html`<${EmptyState} title=${t("notifiers.none")} text=${t("notifiers.none.text")} />`;
  }
  return html`
    <ul class="alert-list" aria-label=${t("alerts.tab.notifiers")}>
      ${notifiers.map((one) => html`<${NotifierCard} key=${one.id} notifier=${one} />`)}
    </ul>
  `;
}
