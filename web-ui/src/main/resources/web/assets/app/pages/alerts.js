import { AlertCard } from "../alerts/alert-card.js";
import { AlertsFrame } from "../alerts/frame.js";
import { rankOf } from "../alerts/marks.js";
import { useNotifierNames } from "../alerts/told.js";
import { useLive } from "../alerts/use-live.js";
import { EmptyState } from "../controls/empty-state.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Segments } from "../controls/segments.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchAlerts } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, setQuery, useUrl } from "../core/router.js";

/** What is wrong now. */
export function AlertsPage() {
  const { data, problem, retry, loading } = useLive("alerts", fetchAlerts);
  return html`
    <${AlertsFrame}>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`<${ActiveAlerts} alerts=${data.alerts} changed=${retry} />`
        : !problem && html`<${Skeleton} class="tall" rows=${5} />`}
    <//>
  `;
}

function ActiveAlerts({ alerts, changed }) {
  const matches = useFilter();
  const names = useNotifierNames();
  const state = useUrl().query.get("state") ?? "";
  if (alerts.length === 0) {
    return html`
      <${EmptyState} title=${t("alerts.none")} text=${t("alerts.none.text")}>
        <a class="button" href=${pageHref("/alerts/rules")}>${t("alerts.seeRules")}</a>
        <a class="button" href=${pageHref("/alerts/history")}>${t("alerts.seeHistory")}</a>
      <//>
    `;
  }
  const shown = alerts
    .filter(
      (alert) =>
        (!state || alert.state === state) &&
        matches(alert.name, alert.severity, ...Object.entries(alert.labels).map((p) => p.join("="))),
    )
    .sort(worseFirst);
  return html`
    <div class="toolbar alerts-toolbar">
      <${FilterBox} label=${t("alerts.filter")} />
      <${StateChoice} alerts=${alerts} chosen=${state} />
    </div>
    ${shown.length === 0 &&
    html`
      <${EmptyState} title=${t("alerts.noMatch")}>
        <button
          type="button"
          class="button"
          onClick=${() => setQuery({ filter: null, state: null })}
        >
          ${t("filter.clear")}
        </button>
      <//>
    `}
    <ul class="alert-list" aria-label=${t("alerts.tab.active")}>
      ${shown.map(
        (alert) => html`
          <${AlertCard} key=${alert.id} alert=${alert} names=${names} changed=${changed} />
        `,
      )}
    </ul>
  `;
}

function StateChoice({ alerts, chosen }) {
  const count = (state) => alerts.filter((alert) => alert.state === state).length;
  return html`
    <${Segments}
      label=${t("alerts.state")}
      value=${chosen}
      choices=${[
        ["", t("alerts.all", { count: alerts.length })],
        ...["firing", "pending"].map((state) => [
          state,
          `${t(`alerts.state.${state}`)} ${count(state)}`,
        ]),
      ]}
      onChoose=${(state) => setQuery({ state: state || null })}
    />
  `;
}

/** What nobody has taken in hand, what fires, what is severe, what is new. */
function worseFirst(a, b) {
  const quiet = ({ acknowledged, silencedBy }) => acknowledged !== null || silencedBy.length > 0;
  return (
    (a.state === "pending") - (b.state === "pending") ||
    quiet(a) - quiet(b) ||
    rankOf(a.severity) - rankOf(b.severity) ||
    b.activeAt - a.activeAt
  );
}
