import { AlertsFrame } from "../alerts/frame.js";
import { HistoryList } from "../alerts/history-list.js";
import { lanesOf } from "../alerts/lives.js";
import { AlertTimeLine } from "../alerts/time-line.js";
import { EmptyState } from "../controls/empty-state.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Segments } from "../controls/segments.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchAlertHistory } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { usePages } from "../core/pages.js";
import { setQuery, useUrl } from "../core/router.js";
import { useTimeRange } from "../core/time-range.js";
import { WiderRange } from "./wider-range.js";

const PAGE_SIZE = 200;

/** Which entries there are to choose from. */
const KINDS = {
  "": [
    "firing",
    "resolved",
    "acknowledged",
    "unacknowledged",
    "silenced",
    "unsilenced",
    "notified",
    "undelivered",
  ],
  firing: ["firing", "resolved"],
  people: ["acknowledged", "unacknowledged", "silenced", "unsilenced"],
  notices: ["notified", "undelivered"],
  pending: ["pending", "inactive"],
};

/** What became of alerts, and what people did about them. */
export function AlertHistoryPage() {
  const range = useTimeRange();
  const { query } = useUrl();
  const asked = query.get("show") ?? "";
  const show = Object.hasOwn(KINDS, asked) ? asked : "";
  const alertId = query.get("alertId") ?? "";
  const notifier = query.get("notifier") ?? "";
  const pages = usePages({
    key: JSON.stringify([show, alertId, notifier]),
    range,
    pageSize: PAGE_SIZE,
    list: "alerts",
    id: "key",
    ask: (choice, signal) =>
      fetchAlertHistory({ ...choice, alertId, notifier, kind: KINDS[show] }, signal),
  });
  const { data, problem, retry, loading } = pages;
  return html`
    <${AlertsFrame} timed>
      <div class="toolbar alerts-toolbar">
        <${Segments}
          label=${t("history.show")}
          value=${show}
          choices=${Object.keys(KINDS).map((one) => [one, t(`history.show.${one || "all"}`)])}
          onChoose=${(one) => setQuery({ show: one || null })}
        />
        ${alertId &&
        html`
          <button type="button" class="button" onClick=${() => setQuery({ alertId: null })}>
            <${Icon} name="close" />${t("history.ofAll")}
          </button>
        `}
        ${notifier &&
        html`
          <button type="button" class="button" onClick=${() => setQuery({ notifier: null })}>
            <${Icon} name="close" />${t("history.ofNotifier")}
          </button>
        `}
      </div>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`<${Found} ...${pages} />`
        : !problem && html`<${Skeleton} class="tall" rows=${6} />`}
    <//>
  `;
}

function Found({ data, stale, more }) {
  if (data.alerts.length === 0) {
    return html`
      <${EmptyState} title=${t("history.none")} text=${t("history.none.text")}><${WiderRange} /><//>
    `;
  }
  return html`
    <${AlertTimeLine}
      lanes=${lanesOf(data.alerts, data.bounds)}
      bounds=${data.bounds}
      onChoose=${(alertId) => setQuery({ alertId })}
    />
    <${HistoryList} entries=${data.alerts} stale=${stale} />
    ${more.problem && html`<${ProblemPanel} problem=${more.problem} retry=${more.load} />`}
    ${data.cursor &&
    html`
      <div class="more-button">
        <button type="button" class="button" disabled=${more.adding} onClick=${more.load}>
          ${t("history.more")}
        </button>
      </div>
    `}
  `;
}
