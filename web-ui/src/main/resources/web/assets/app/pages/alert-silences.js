import { useState } from "preact/hooks";
import { AlertsFrame } from "../alerts/frame.js";
import { useLive } from "../alerts/use-live.js";
import { EmptyState } from "../controls/empty-state.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Skeleton } from "../controls/skeleton.js";
import { fetchSilences } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { SilenceCard } from "../silences/silence-card.js";
import { SilenceForm } from "../silences/silence-form.js";

const ORDER = ["active", "idle", "pending", "expired"];

/** Alerts that nobody is told of for a while. */
export function AlertSilencesPage() {
  const { data, problem, retry, loading } = useLive("silences", fetchSilences);
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
      <${Icon} name="plus" />${t("silences.new")}
    </button>
  `;
  return html`
    <${AlertsFrame} actions=${!making && button}>
      ${making &&
      html`
        <div class="form-panel">
          <${SilenceForm} done=${made} cancel=${() => setMaking(false)} />
        </div>
      `}
      ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
      ${data
        ? html`<${SilenceList} silences=${data.silences} changed=${retry} />`
        : !problem && html`<${Skeleton} class="tall" rows=${4} />`}
    <//>
  `;
}

function SilenceList({ silences, changed }) {
  if (silences.length === 0) {
    return html`<${EmptyState} title=${t("silences.none")} text=${t("silences.none.text")} />`;
  }
  const sorted = [...silences].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.startsAt - a.startsAt,
  );
  return html`
    <ul class="alert-list" aria-label=${t("alerts.tab.silences")}>
      ${sorted.map(
        (silence) => html`
          <${SilenceCard} key=${silence.id} silence=${silence} changed=${changed} />
        `,
      )}
    </ul>
  `;
}
