import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { Icon } from "./icon.js";

/** What went wrong, in the place where the data would be, and a way to try again, if there is one. */
export function ProblemPanel({ problem, retry = null, loading = false }) {
  const title = problem.title || t(`problem.${problem.kind}`);
  const hint = problem.kind === "refused" ? "" : t(`problem.${problem.kind}.hint`);
  return html`
    <section class="problem" role="alert">
      <${Icon} name="warning" />
      <div class="problem-text">
        <h2>
          ${title} ${problem.status > 0 && html`<span>${problem.status}</span>`}
        </h2>
        ${hint && html`<p>${hint}</p>`}
        ${problem.detail && html`<p class="problem-detail">${problem.detail}</p>`}
      </div>
      ${retry &&
      html`
        <button type="button" class="button" disabled=${loading} onClick=${retry}>
          ${t("problem.retry")}
        </button>
      `}
    </section>
  `;
}
