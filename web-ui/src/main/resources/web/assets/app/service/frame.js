import { Icon } from "../controls/icon.js";
import { ServiceName } from "../controls/service-name.js";
import { Tabs } from "../controls/tabs.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, servicePath } from "../core/router.js";
import { serviceId } from "../core/service-id.js";
import { durationText } from "../core/units.js";
import { Page } from "../shell/page.js";

/**
 * The frame of all pages of one service: its name, the way to its traces and logs, a tab a page.
 *
 * @param {{id: string, title: string, service: object | null}} props `service` is what is known of
 *     it, as in the service list
 */
export function ServiceFrame({ id, title, service, children }) {
  const slowerThan = service?.p95Nanos ?? null;
  const search = (conditions) => pageHref("/traces", { service: id, ...conditions });
  const actions = html`
    <nav class="trace-links" aria-label=${t("service.traceLinks")}>
      <a class="button" href=${search({})}><${Icon} name="traces" />${t("service.traces")}</a>
      ${slowerThan !== null &&
      html`
        <a class="button" href=${search({ minDuration: durationText(slowerThan) })}>
          ${t("service.slow")}
        </a>
      `}
      <a class="button" href=${search({ status: "error" })}>${t("service.errors")}</a>
      <a class="button" href=${pageHref("/logs", { service: id })}>
        <${Icon} name="logs" />${t("logs.title")}
      </a>
    </nav>
  `;
  return html`
    <${Page} title=${title} heading=${html`<${Heading} ...${service ?? { name: id, namespace: "" }} />`} actions=${actions} timed>
      <${Tabs} label=${t("service.tabs")} tabs=${tabsOf(id)} />
      ${children}
    <//>
  `;
}

function Heading({ name, namespace }) {
  return html`
    <${ServiceName} id=${serviceId({ name, namespace })} label=${name} />
    ${namespace && html`<span class="heading-note">${namespace}</span>`}
  `;
}

function tabsOf(id) {
  return [
    { path: servicePath(id), text: t("service.tab.overview") },
    { path: `${servicePath(id)}/jvm`, text: t("service.tab.jvm") },
  ];
}
