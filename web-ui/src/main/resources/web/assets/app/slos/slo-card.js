import { useState } from "preact/hooks";
import { ChangeProblem } from "../controls/change-problem.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { RemoveButton } from "../controls/remove-button.js";
import { ServiceName } from "../controls/service-name.js";
import { Skeleton } from "../controls/skeleton.js";
import { useChange } from "../controls/use-change.js";
import { deleteSlo, fetchSlo } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { useResource } from "../core/resource.js";
import { pageHref, servicePath } from "../core/router.js";
import { Budget, BurnRates } from "./budget.js";
import { BudgetChart } from "./budget-chart.js";
import { SloForm } from "./slo-form.js";

/** One objective: what is left of its budget, and how fast it burns. */
export function SloCard({ slo, charted, changed }) {
  const { id, name, service, operation, latency, objective, window } = slo;
  const [editing, setEditing] = useKept(`editing ${id}`, false);
  const [open, setOpen] = useState(charted);
  const { busy, problem, run } = useChange(`card ${id}`);
  const current = useResource(`${id} ${slo.etag}`, (signal) => fetchSlo(id, signal));
  const status = current.data?.status ?? null;
  const remove = () =>
    run(() => deleteSlo(id, slo.etag).then(() => true)).then((ok) => ok && changed());
  const saved = () => {
    setEditing(false);
    changed();
  };
  return html`
    <li class="slo">
      <div class="alert-head">
        <h2>${name}</h2>
        <a class="slo-service" href=${pageHref(servicePath(service))}>
          <${ServiceName} id=${service} label=${service} />
        </a>
        ${operation && html`<code class="slo-operation">${operation}</code>`}
        <span class="silence-time">
          ${t("slos.objective", { percent: Number((objective * 100).toFixed(4)), window })}
          ${latency && ` ${t("slos.within", { latency })}`}
        </span>
        <div class="notifier-actions">
          <button type="button" class="button" aria-expanded=${editing} onClick=${() => setEditing(!editing)}>
            ${t("notifiers.edit")}
          </button>
          <${RemoveButton}
            label=${t("rules.remove")}
            text=${t("slos.remove.text")}
            confirm=${t("slos.remove.confirm")}
            busy=${busy}
            remove=${remove}
          />
        </div>
      </div>
      ${current.problem &&
      html`<${ProblemPanel} ...${current} />`}
      ${!status && !current.problem && html`<${Skeleton} rows=${1} />`}
      ${status &&
      html`
        <${Budget} status=${status} />
        <p class="silence-by">
          ${t("slos.calls", {
            calls: formatCount(status.calls),
            errors: formatCount(status.errors),
            allowed: formatCount(Math.floor(status.allowedErrors)),
          })}
        </p>
        <${BurnRates} rates=${status.burnRates} />
        <details
          class="slo-course"
          open=${open}
          onToggle=${(event) => setOpen(event.currentTarget.open)}
        >
          <summary>${t("slos.course")}</summary>
          ${open && html`<${BudgetChart} slo=${slo} />`}
        </details>
      `}
      <${ChangeProblem} problem=${problem} reload=${changed} />
      ${editing &&
      html`<${SloForm} slo=${slo} done=${saved} cancel=${() => setEditing(false)} />`}
    </li>
  `;
}
