import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { ChangeProblem } from "./change-problem.js";
import { Icon } from "./icon.js";
import { RemoveButton } from "./remove-button.js";
import { useChange } from "./use-change.js";

/**
 * What is stored beside what a list shows and cannot be read, because a newer version or a hand wrote
 * it; it can be deleted.
 *
 * @param {{unreadable: {id: string, detail: string, etag: string}[],
 *     remove: (id: string, etag: string) => Promise<any>, changed: () => void}} props
 */
export function Unreadable({ unreadable, remove, changed }) {
  const { busy, problem, run } = useChange("unreadable");
  const removeOne = ({ id, etag }) =>
    run(() => remove(id, etag).then(() => true)).then((ok) => ok && changed());
  return html`
    ${unreadable.map(
      (one) => html`
        <section key=${one.id} class="problem unreadable" role="status">
          <${Icon} name="warning" />
          <div class="problem-text">
            <h2>${t("unreadable.title", { id: one.id })}</h2>
            <p class="problem-detail">${one.detail}</p>
          </div>
          <${RemoveButton}
            label=${t("rules.remove")}
            text=${t("unreadable.remove.text")}
            confirm=${t("unreadable.remove.confirm")}
            busy=${busy}
            remove=${() => removeOne(one)}
          />
        </section>
      `,
    )}
    <${ChangeProblem} problem=${problem} reload=${changed} />
  `;
}
