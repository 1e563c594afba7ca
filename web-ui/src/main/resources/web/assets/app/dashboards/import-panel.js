import { useState } from "preact/hooks";
import { ChangeProblem } from "../controls/change-problem.js";
import { useChange } from "../controls/use-change.js";
import { convertDashboard, createDashboard } from "../core/dashboard-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { navigate, pageHref } from "../core/router.js";
import { asNew, readFile } from "./exchange.js";

/** Takes a dashboard from a file: one of ours at once, one of Grafana's after saying what is lost. */
export function ImportPanel({ close }) {
  const [unreadable, setUnreadable] = useState(false);
  const [converted, setConverted] = useState(null);
  const { busy, problem, run } = useChange();

  const create = async (dashboard) => {
    const created = await run(() => createDashboard(dashboard));
    if (created) navigate(pageHref(`/dashboards/${created.id}`));
  };
  const read = async (text) => {
    const file = readFile(text);
    setUnreadable(file === null);
    setConverted(null);
    if (file === null) return;
    if (!file.grafana) return create(asNew(file.json));
    const answer = await run(() => convertDashboard(file.json));
    if (!answer) return;
    if (answer.notes.length === 0) await create(answer.dashboard);
    else setConverted(answer);
  };
  const chosen = async (event) => {
    const [file] = event.currentTarget.files;
    event.currentTarget.value = ""; // so that the same file can be chosen again
    if (file) await read(await file.text());
  };
  return html`
    <section class="board-form" aria-label=${t("dashboards.import")}>
      <p class="field-hint">${t("dashboards.import.text")}</p>
      <div class="form-buttons">
        <label class="field">
          <span>${t("dashboards.import.file")}</span>
          <input type="file" accept=".json,application/json" disabled=${busy} onChange=${chosen} />
        </label>
        <button type="button" class="quiet-button" onClick=${close}>${t("form.cancel")}</button>
      </div>
      ${unreadable && html`<p class="field-error" role="alert">${t("dashboards.import.unreadable")}</p>`}
      <${ChangeProblem} problem=${problem} />
      ${converted && html`<${Losses} ...${converted} busy=${busy} create=${create} />`}
    </section>
  `;
}

/** What could not be had of it. */
function Losses({ dashboard, notes, busy, create }) {
  return html`
    <div class="board-losses" role="status">
      <h2>${t("dashboards.import.losses", { count: notes.length })}</h2>
      <ul>
        ${notes.map(
          ({ where, message }, i) => html`<li key=${i}><strong>${where}</strong> ${message}</li>`,
        )}
      </ul>
      <button
        type="button"
        class="button primary"
        disabled=${busy}
        onClick=${() => create(dashboard)}
      >
        ${t("dashboards.import.anyway", { count: dashboard.panels?.length ?? 0 })}
      </button>
    </div>
  `;
}
