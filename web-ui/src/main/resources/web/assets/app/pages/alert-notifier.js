import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchNotifier } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { NotifierForm } from "../notifiers/notifier-form.js";
import { Page } from "../shell/page.js";

/** Writes a new notifier. */
export function NewAlertNotifierPage() {
  return html`
    <${NotifierPage} title=${t("notifiers.new")}><${NotifierForm} notifier=${null} /><//>
  `;
}

/** Changes a notifier. */
export function AlertNotifierPage({ id }) {
  const { data, problem, retry, loading } = useResource(id, (signal) => fetchNotifier(id, signal));
  return html`
    <${NotifierPage} title=${data?.name ?? t("notifiers.notifier")}>
      ${data
        ? html`<${NotifierForm} notifier=${data} />`
        : problem
          ? html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`
          : html`<${Skeleton} class="tall" rows=${6} />`}
    <//>
  `;
}

function NotifierPage({ title, children }) {
  const heading = html`
    <a class="heading-back" href=${pageHref("/alerts/notifiers")}>${t("alerts.tab.notifiers")}</a>
    <span class="heading-note">/</span> ${title}
  `;
  return html`<${Page} title=${title} heading=${heading}>${children}<//>`;
}
