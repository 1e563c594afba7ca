import { useState } from "preact/hooks";
import { AlertsFrame } from "../alerts/frame.js";
import { EmptyState } from "../controls/empty-state.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchSlos } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { SloCard } from "../slos/slo-card.js";
import { SloForm } from "../slos/slo-form.js";

/** Service level objectives, and what is left of their budgets. */
export function AlertSlosPage() {
  const { data, problem, retry, loading } = useResource("slos", fetchSlos);
  const [making, setMaking] = useState(false);
  const made = () => {
    setMaking(false);
    retry();
  };
  const button = html`
    <button
      type="button"
      class="button primary"
      aria-expanded=${making}
      onClick=${() => setMaking(true)}
    >
      <${Icon} name="plus" />${t("slos.new")}
    </button>
  `;
  return html`
    <${AlertsFrame} actions=${!making && button}>
      ${making &&
      html`
        <div class="form-panel">
          <${SloForm} slo=${null} done=${made} cancel=${() => setMaking(false)} />
        </div>
      `}
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`<${SloList} slos=${data.slos} changed=${retry} />`
        : !problem && html`<${Skeleton} class="tall" rows=${4} />`}
    <//>
  `;
}

function SloList({ slos, changed }) {
  if (slos.length === 0) {
    return html`<${EmptyState} title=${t("slos.none")} text=${t("slos.none.text")} />`;
  }
  return html`
    <ul class="alert-list" aria-label=${t("alerts.tab.slos")}>
      ${slos.map((slo) => html`<${SloCard} key=${slo.id} slo=${slo} changed=${changed} />`)}
    </ul>
  `;
}
