import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { Icon } from "./icon.js";
import { ProblemPanel } from "./problem-panel.js";

const CHANGED = 412;
const INVALID = 400;

/**
 * Why a change was refused, beside what is said at the fields.
 *
 * @param {{problem: import("../core/problem.js").Problem | null, isShown?: (field: string) => boolean,
 *     reload?: () => void, overwrite?: () => void}} props `isShown` tells which fields say it
 *     themselves; `reload` shows what somebody else has made of it, `overwrite` replaces that
 */
export function ChangeProblem({ problem, isShown = () => false, reload = null, overwrite = null }) {
  if (problem === null) return null;
  if (problem.status === CHANGED) {
    return html`
      <section class="problem" role="alert">
        <${Icon} name="warning" />
        <div class="problem-text">
          <h2>${t("change.meanwhile")}</h2>
          <p>${t("change.meanwhile.text")}</p>
        </div>
        ${reload &&
        html`<button type="button" class="button" onClick=${reload}>${t("change.reload")}</button>`}
        ${overwrite &&
        html`
          <button type="button" class="button" onClick=${overwrite}>${t("change.overwrite")}</button>
        `}
      </section>
    `;
  }
  const { status, errors } = problem;
  if (status !== INVALID || errors.length === 0) return html`<${ProblemPanel} problem=${problem} />`;
  const others = errors.filter(({ parameter }) => !isShown(parameter));
  return html`
    <section class="problem" role="alert">
      <${Icon} name="warning" />
      <div class="problem-text">
        <h2>${t("change.invalid", { count: errors.length })}</h2>
        ${others.map(
          ({ parameter, message }) => html`
            <p class="problem-detail" key=${parameter}><code>${parameter}</code> ${message}</p>
          `,
        )}
      </div>
    </section>
  `;
}
