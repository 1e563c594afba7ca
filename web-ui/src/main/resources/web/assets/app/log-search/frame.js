import { Tabs } from "../controls/tabs.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { Page } from "../shell/page.js";

/** The frame of all pages of logs; the tabs take along what is searched for. */
export function LogsFrame({ search, timed = true, fill = false, actions, children }) {
  const { service, severity } = search;
  const tabs = [
    { path: "/logs", text: t("logs.tab.search"), parameters: search },
    { path: "/logs/tail", text: t("logs.tab.tail"), parameters: search },
    { path: "/logs/patterns", text: t("logs.tab.patterns"), parameters: { service, severity } },
    {
      path: "/logs/exceptions",
      text: t("logs.tab.exceptions"),
      parameters: { service, severity },
    },
  ];
  return html`
    <${Page} title=${t("logs.title")} timed=${timed} fill=${fill} actions=${actions}>
      <${Tabs} label=${t("logs.tabs")} tabs=${tabs} />
      ${children}
    <//>
  `;
}
