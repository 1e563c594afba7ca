import { Tabs } from "../controls/tabs.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { Page } from "../shell/page.js";

/** The frame of all pages of alerts. */
export function AlertsFrame({ timed = false, actions, children }) {
  const tabs = [
    { path: "/alerts", text: t("alerts.tab.active") },
    { path: "/alerts/history", text: t("alerts.tab.history") },
    { path: "/alerts/rules", text: t("alerts.tab.rules") },
    { path: "/alerts/slos", text: t("alerts.tab.slos") },
    { path: "/alerts/silences", text: t("alerts.tab.silences") },
    { path: "/alerts/notifiers", text: t("alerts.tab.notifiers") },
  ];
  return html`
    <${Page} title=${t("alerts.title")} timed=${timed} actions=${actions}>
      <${Tabs} label=${t("alerts.tabs")} tabs=${tabs} />
      ${children}
    <//>
  `;
}
