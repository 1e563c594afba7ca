import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useUrl } from "../core/router.js";
import { PRESETS, rangeFaults, readRange } from "../core/time-range.js";
import { describe } from "./time-range-control.js";

const MOST_CHARACTERS = 60;

/** Says which time range of the address is not followed, what is shown instead, and how to ask. */
export function RangeFaults() {
  const { query } = useUrl();
  const faults = rangeFaults(query);
  if (faults.length === 0) return null;
  return html`
    <section class="problem range-faults" role="status">
      <${Icon} name="warning" />
      <div class="problem-text">
        <h2>${t("range.fault", { range: describe(readRange(query)) })}</h2>
        ${faults.map(
          ({ parameter, value, fault }) => html`
            <p key=${parameter}>
              <code>${`${parameter}=${value}`.slice(0, MOST_CHARACTERS)}</code> ${t(`range.fault.${fault}`)}
            </p>
          `,
        )}
        <p class="problem-detail">
          ${t("range.fault.forms", { presets: Object.keys(PRESETS).join(", ") })}
        </p>
      </div>
    </section>
  `;
}
