import { MakingFrame } from "../alerts/making-frame.js";
import { EmptyState } from "../controls/empty-state.js";
import { deleteSlo, fetchSlos } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { SloCard } from "../slos/slo-card.js";
import { SloForm } from "../slos/slo-form.js";

/** Of more, the courses of their budgets are loaded when they are asked for. */
const MOST_OPEN = 6;

/** Service level objectives, and what is left of their budgets. */
export function AlertSlosPage() {
  return html`
    <${MakingFrame}
      add=${t("slos.new")}
      resource=${useResource("slos", fetchSlos)}
      remove=${deleteSlo}
      form=${(props) => html`<${SloForm} slo=${null} ...${props} />`}
      list=${({ slos }, changed) => html`<${SloList} slos=${slos} changed=${changed} />`}
    />
  `;
}

function SloList({ slos, changed }) {
  if (slos.length === 0) {
    return html`<${EmptyState} title=${t("slos.none")} text=${t("slos.none.text")} />`;
  }
  const open = slos.length <= MOST_OPEN;
  return html`
    <ul class="alert-list" aria-label=${t("alerts.tab.slos")}>
      ${slos.map(
        (slo) => html`<${SloCard} key=${slo.id} slo=${slo} charted=${open} changed=${changed} />`,
      )}
    </ul>
  `;
}
