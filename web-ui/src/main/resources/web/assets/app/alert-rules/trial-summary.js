import { AlertLabels } from "../alerts/marks.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatNanos, formatSecond } from "../core/units.js";

const MOST_LISTED = 8;

/** How often the rule would have fired, and when. */
export function TrialSummary({ trial: { data, problem, retry, loading, stale }, refused }) {
  if (refused) return html`<p class="trial-note">${t("rules.preview.refused")}</p>`;
  if (problem) return html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`;
  if (data === null) {
    return html`<p class="trial-note">${t(loading ? "loading" : "rules.preview.empty")}</p>`;
  }
  const fired = data.alerts.filter(({ firedAt }) => firedAt !== null);
  const newest = [...fired].sort((a, b) => b.firedAt - a.firedAt);
  return html`
    <section class="trial" data-stale=${stale} aria-label=${t("rules.preview.trial")}>
      <h3 data-fires=${data.fired > 0}>
        ${data.fired > 0
          ? t("rules.preview.wouldFire", { count: data.fired })
          : t("rules.preview.wouldNotFire")}
      </h3>
      <p class="trial-note">
        ${t("rules.preview.evaluations", { count: data.evaluations })}${" "}
        ${data.fired === 0 && data.series > 0 && t("rules.preview.tooShort")}
        ${!data.complete && t("rules.preview.incomplete")}
      </p>
      <ol>
        ${newest.slice(0, MOST_LISTED).map(
          (alert) => html`
            <li key=${`${alert.id} ${alert.activeAt}`}>
              <span class="trial-time">${timesOf(alert)}</span>
              <${AlertLabels} labels=${alert.labels} />
            </li>
          `,
        )}
      </ol>
      ${newest.length > MOST_LISTED &&
      html`<p class="trial-note">${t("chart.more", { count: newest.length - MOST_LISTED })}</p>`}
    </section>
  `;
}

function timesOf({ firedAt, resolvedAt }) {
  const start = formatSecond(firedAt);
  if (resolvedAt === null) return t("history.since", { start });
  return t("rules.preview.firedFor", { start, duration: formatNanos((resolvedAt - firedAt) * 1e6) });
}
