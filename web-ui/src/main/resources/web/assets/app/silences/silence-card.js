import { ChangeProblem } from "../controls/change-problem.js";
import { useChange } from "../controls/use-change.js";
import { endSilence } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatInstantFully, formatSecond } from "../core/units.js";
import { MatcherChips } from "./matchers.js";
import { dayName } from "./times.js";

/** One silence: what it silences, when, who made it and why; it can be ended. */
export function SilenceCard({ silence, changed }) {
  const { state, matchers, startsAt, endsAt, recurrence, createdBy, comment } = silence;
  const { busy, problem, run } = useChange(`silence ${silence.id}`);
  const end = () => run(() => endSilence(silence).then(() => true)).then((ok) => ok && changed());
  return html`
    <li class="silence" data-state=${state}>
      <div class="alert-head">
        <span class="alert-state" data-state=${state}>
          <span class="verdict-dot" />${t(`silences.state.${state}`)}
        </span>
        <span class="silence-time">
          ${endsAt === null
            ? t("silences.since", { start: formatSecond(startsAt) })
            : html`
                <time title=${formatInstantFully(endsAt)}>
                  ${t("silences.fromTo", {
                    start: formatSecond(startsAt),
                    end: formatSecond(endsAt),
                  })}
                </time>
              `}
        </span>
        ${state !== "expired" &&
        html`
          <button type="button" class="button silence-end" disabled=${busy} onClick=${end}>
            ${t("silences.end")}
          </button>
        `}
      </div>
      <${MatcherChips} matchers=${matchers} />
      ${recurrence && html`<p class="silence-week">${weekText(recurrence)}</p>`}
      <p class="silence-by">
        ${createdBy}${comment && html`<span class="alert-comment">${comment}</span>`}
      </p>
      <${ChangeProblem} problem=${problem} reload=${changed} />
    </li>
  `;
}

function weekText({ timeZone, windows }) {
  const texts = windows.map(({ days, from, to }) =>
    t("silences.window", {
      days: days.length > 0 ? days.map(dayName).join(t("list.separator")) : t("silences.everyDay"),
      from,
      to,
    }),
  );
  return `${texts.join("; ")} (${timeZone})`;
}
