import { MakingFrame } from "../alerts/making-frame.js";
import { useLive } from "../alerts/use-live.js";
import { EmptyState } from "../controls/empty-state.js";
import { endSilence, fetchSilences } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { SilenceCard } from "../silences/silence-card.js";
import { SilenceForm } from "../silences/silence-form.js";

const ORDER = ["active", "idle", "pending", "expired"];

/** Alerts that nobody is told of for a while. */
export function AlertSilencesPage() {
  return html`
    <${MakingFrame}
      add=${t("silences.new")}
      resource=${useLive("silences", fetchSilences)}
      remove=${(id, etag) => endSilence({ id, etag })}
      form=${(props) => html`<${SilenceForm} ...${props} />`}
      list=${({ silences }, changed) => html`
        <${SilenceList} silences=${silences} changed=${changed} />
      `}
    />
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
