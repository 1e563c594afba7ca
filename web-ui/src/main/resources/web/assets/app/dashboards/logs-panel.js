import { Icon } from "../controls/icon.js";
import { ServiceName } from "../controls/service-name.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { fetchLogs } from "../core/log-api.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { boundsOf, rangeKey } from "../core/time-range.js";
import { formatInstant, formatInstantFully } from "../core/units.js";
import { messageOf } from "../log-lines/message.js";
import { levelOf } from "../log-query/levels.js";
import { fillLogs } from "./fill.js";
import { PanelFrame } from "./panel-frame.js";

const MOST = 100;
const MOST_CHARACTERS = 1000;

/** The newest log records that are found. @param {import("./board-panel.js").PanelProps} props */
export function LogsPanel({ panel, title, about, fillings, range }) {
  const query = fillLogs(panel.logQuery, fillings);
  const resource = useResource(JSON.stringify([query, rangeKey(range)]), (signal) =>
    fetchLogs({ query, ...boundsOf(range), limit: MOST }, signal),
  );
  const logs = resource.data?.logs ?? [];
  const label = t("dashboards.openLogs");
  const link = html`
    <a
      class="icon-button chart-switch"
      href=${pageHref("/logs", { query })}
      aria-label=${label}
      title=${label}
    >
      <${Icon} name="search" />
    </a>
  `;
  return html`
    <${PanelFrame} title=${title} about=${about} actions=${link} resource=${resource}>
      ${logs.length === 0
        ? html`<p class="board-none">${t("dashboards.noLogs")}</p>`
        : html`
            <ul class="board-logs" tabindex="0" aria-label=${title}>
              ${logs.map((log) => html`<${Line} key=${log.id} log=${log} />`)}
            </ul>
          `}
    <//>
  `;
}

function Line({ log }) {
  const level = levelOf(log);
  return html`
    <li class="board-log" data-level=${level}>
      <time title=${formatInstantFully(log.time)}>${formatInstant(log.time)}</time>
      <span class="log-level" data-level=${level}>${log.severity ?? "–"}</span>
      <${ServiceName} id=${log.service} label=${log.service} />
      <span class="board-message">${messageOf(log).slice(0, MOST_CHARACTERS)}</span>
    </li>
  `;
}
