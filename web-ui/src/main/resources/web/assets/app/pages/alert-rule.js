import { RuleForm } from "../alert-rules/rule-form.js";
import { EmptyState } from "../controls/empty-state.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchRule } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { Page } from "../shell/page.js";

/** Writes a new rule. */
export function NewAlertRulePage() {
  return html`
    <${RulePage} title=${t("rules.new")}><${RuleForm} rule=${null} /><//>
  `;
}

/** Changes a rule. */
export function AlertRulePage({ id }) {
  const { data, problem, retry, loading } = useResource(id, (signal) => fetchRule(id, signal));
  return html`
    <${RulePage} title=${data ? data.name || data.record : t("rules.rule")}>
      ${data
        ? data.readOnly
          ? html`<${MadeByObjective} />`
          : html`<${RuleForm} rule=${data} />`
        : problem
          ? html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`
          : html`<${Skeleton} class="tall" rows=${6} />`}
    <//>
  `;
}

function MadeByObjective() {
  return html`
    <${EmptyState} title=${t("rules.made")} text=${t("rules.made.text")}>
      <a class="button primary" href=${pageHref("/alerts/slos")}>${t("alerts.tab.slos")}</a>
    <//>
  `;
}

function RulePage({ title, children }) {
  const heading = html`
    <a class="heading-back" href=${pageHref("/alerts/rules")}>${t("alerts.tab.rules")}</a>
    <span class="heading-note">/</span> ${title}
  `;
  return html`<${Page} title=${title} heading=${heading} timed>${children}<//>`;
}
