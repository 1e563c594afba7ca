import { AlertsFrame } from "../alerts/frame.js";
import { rankOf, Severity } from "../alerts/marks.js";
import { useLive } from "../alerts/use-live.js";
import { conditionText, rulePath } from "../alert-rules/rule-text.js";
import { DataTable } from "../controls/data-table.js";
import { EmptyState } from "../controls/empty-state.js";
import { FilterBox, useFilter } from "../controls/filter-box.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { Unreadable } from "../controls/unreadable.js";
import { deleteRule, fetchRules } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, setQuery } from "../core/router.js";
import { formatAgo, formatInstantFully, formatNanos } from "../core/units.js";

const STATES = ["firing", "pending", "inactive", "recording", "off"];

/** All rules, and how they fare. */
export function AlertRulesPage() {
  const rules = useLive("rules", fetchRules);
  const { data, problem, retry, loading } = rules;
  const button = html`
    <a class="button primary" href=${pageHref("/alerts/rules/new")}>
      <${Icon} name="plus" />${t("rules.new")}
    </a>
  `;
  return html`
    <${AlertsFrame} actions=${button}>
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data && html`<${Unreadable} ...${data} remove=${deleteRule} changed=${retry} />`}
      ${data
        ? html`<${RuleList} rules=${data.alertRules} />`
        : !problem && html`<${Skeleton} class="tall" rows=${8} />`}
    <//>
  `;
}

function RuleList({ rules }) {
  const matches = useFilter();
  if (rules.length === 0) {
    return html`
      <${EmptyState} title=${t("rules.none")} text=${t("rules.none.text")}>
        <a class="button primary" href=${pageHref("/alerts/rules/new")}>${t("rules.first")}</a>
      <//>
    `;
  }
  const shown = rules.filter((rule) =>
    matches(rule.name, rule.record, rule.group, rule.severity, conditionText(rule)),
  );
  return html`
    <div class="toolbar">
      <${FilterBox} label=${t("rules.filter")} />
      <span class="toolbar-note">${t("rules.count", { count: rules.length })}</span>
    </div>
    ${shown.length > 0
      ? html`
          <${DataTable}
            class="rules"
            label=${t("alerts.tab.rules")}
            columns=${columns()}
            rows=${shown}
            rowKey=${({ id }) => id}
            defaultSort="state"
            stale=${false}
          />
        `
      : html`
          <${EmptyState} title=${t("rules.noMatch")}>
            <button type="button" class="button" onClick=${() => setQuery({ filter: null })}>
              ${t("filter.clear")}
            </button>
          <//>
        `}
  `;
}

function columns() {
  return [
    {
      key: "state",
      label: t("alerts.state"),
      value: (rule) => STATES.indexOf(stateOf(rule)),
      cell: (rule) => html`<${State} rule=${rule} />`,
    },
    {
      key: "name",
      label: t("rules.name"),
      value: ({ name, record }) => name || record,
      cell: (rule) => html`
        <div class="rule-name">
          <a class="row-link" href=${pageHref(rulePath(rule))}>${rule.name || rule.record}</a>
          <code title=${conditionText(rule)}>${conditionText(rule)}</code>
          ${rule.status.health === "err" &&
          html`<span class="rule-error" title=${rule.status.lastError}>${rule.status.lastError}</span>`}
          <${Gaps} status=${rule.status} />
        </div>
      `,
    },
    {
      key: "severity",
      label: t("rules.severity"),
      value: ({ severity }) => (severity ? rankOf(severity) : null),
      cell: ({ severity }) => html`<${Severity} severity=${severity} />`,
    },
    {
      key: "health",
      label: t("rules.health"),
      value: ({ status }) => ["err", "unknown", "ok"].indexOf(status.health),
      cell: ({ status, enabled }) =>
        enabled &&
        html`
          <span class="rule-health" data-health=${status.health}>
            ${t(`rules.health.${status.health}`)}
          </span>
        `,
    },
    {
      key: "evaluated",
      label: t("rules.evaluated"),
      numeric: true,
      value: ({ status }) => status.lastEvaluation,
      cell: ({ status }) => html`<${Evaluated} status=${status} />`,
    },
  ];
}

function stateOf({ enabled, record, status }) {
  return !enabled ? "off" : record ? "recording" : status.state;
}

function State({ rule }) {
  const state = stateOf(rule);
  const { alerts } = rule.status;
  return html`
    <span class="alert-state" data-state=${state}>
      <span class="verdict-dot" />${t(`rules.state.${state}`)}
      ${alerts > 1 && html`<span class="rule-alerts">${alerts}</span>`}
    </span>
  `;
}

/** What evaluation could not see, and whom nobody can tell. */
function Gaps({ status: { missed, late, unknownNotifiers } }) {
  const gaps = [
    missed > 0 && t("rules.missed", { count: missed }),
    late > 0 && t("rules.late", { count: late }),
    unknownNotifiers.length > 0 && t("rules.untold", { count: unknownNotifiers.length }),
  ].filter(Boolean);
  return gaps.length > 0 && html`<span class="rule-gaps">${gaps.join(" · ")}</span>`;
}

function Evaluated({ status: { lastEvaluation, durationNanos } }) {
  if (lastEvaluation === null) return "–";
  const took = durationNanos === null ? "" : t("rules.took", { duration: formatNanos(durationNanos) });
  const title = [formatInstantFully(lastEvaluation), took].filter(Boolean).join("\n");
  return html`<time title=${title}>${formatAgo(lastEvaluation)}</time>`;
}
