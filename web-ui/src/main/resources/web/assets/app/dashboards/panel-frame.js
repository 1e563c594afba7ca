import { Hint } from "../controls/hint.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

/**
 * A panel that is no chart, or has nothing to draw yet. What is wrong stands in it, and nowhere else.
 *
 * @param {{title: string, about?: string, note?: string, actions?, resource:
 *     import("../core/resource.js").Resource, children}} props
 */
export function PanelFrame({ title, about = "", note = "", actions, resource, children }) {
  const { data, problem, retry, loading, stale } = resource;
  return html`
    <section class="chart-panel" aria-label=${title} data-stale=${stale || staleProblem(resource)}>
      <header class="chart-head">
        <h3>${title}</h3>
        ${about && html`<${Hint} title=${t("chart.about", { title })} text=${about} />`}
        ${note && html`<span class="chart-note">${note}</span>`} ${actions}
      </header>
      <div class="board-content">
        ${data === null &&
        problem &&
        html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
        ${data === null &&
        !problem &&
        html`<div class="board-waiting" role="status" aria-label=${t("loading")} />`}
        ${data !== null && children}
      </div>
    </section>
  `;
}

/** What is shown is old: the last question failed. */
export function staleProblem({ data, problem, loading }) {
  return data !== null && problem !== null && !loading;
}
