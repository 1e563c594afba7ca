import { FormField } from "../controls/form-field.js";
import { Segments } from "../controls/segments.js";
import { html } from "../core/html.js";
import { language, t } from "../core/i18n.js";

/** How long a silence holds: for so long from now, up to a time, or at times of the week. */
const LENGTHS = { "1h": 3600e3, "4h": 4 * 3600e3, "1d": 24 * 3600e3, "7d": 7 * 24 * 3600e3 };

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const A_MONDAY = Date.UTC(2024, 0, 1);

/** @typedef {{length: string, until: string, days: string[], from: string, to: string}} Times */
export const FIRST_TIMES = { length: "1h", until: "", days: [], from: "22:00", to: "06:00" };

/** The fields of a silence. @param {Times} times */
export function fieldsOf({ length, until, days, from, to }, now = Date.now()) {
  if (length === "weekly") {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return { recurrence: { timeZone, windows: [{ ...(days.length > 0 && { days }), from, to }] } };
  }
  if (length !== "until") return { endsAt: new Date(now + LENGTHS[length]).toISOString() };
  const millis = Date.parse(until);
  return Number.isNaN(millis) ? {} : { endsAt: new Date(millis).toISOString() };
}

/** "Mon", in the language. */
export function dayName(day) {
  const format = new Intl.DateTimeFormat(language(), { weekday: "short", timeZone: "UTC" });
  return format.format(A_MONDAY + DAYS.indexOf(day) * 86_400e3);
}

/** @param {{times: Times, onChange: (part) => void, faultOf: (path: string) => string}} props */
export function SilenceTimes({ times, onChange, faultOf }) {
  const { length, until } = times;
  const choices = [...Object.keys(LENGTHS), "until", "weekly"].map((one) => [
    one,
    t(`silences.length.${one}`),
  ]);
  return html`
    <div class="silence-times">
      <div class="field">
        <span>${t("silences.length")}</span>
        <${Segments}
          label=${t("silences.length")}
          value=${length}
          choices=${choices}
          onChoose=${(one) => onChange({ length: one })}
        />
      </div>
      ${length === "until" &&
      html`
        <${FormField}
          type="datetime-local"
          label=${t("silences.endsAt")}
          value=${until}
          onInput=${(text) => onChange({ until: text })}
          fault=${faultOf("endsAt")}
        />
      `}
      ${length === "weekly" &&
      html`<${Week} times=${times} onChange=${onChange} faultOf=${faultOf} />`}
    </div>
  `;
}

function Week({ times: { days, from, to }, onChange, faultOf }) {
  const toggle = (day) =>
    onChange({ days: days.includes(day) ? days.filter((one) => one !== day) : [...days, day] });
  return html`
    <div class="field">
      <span>${t("silences.days")}</span>
      <div class="segments" role="group" aria-label=${t("silences.days")}>
        ${DAYS.map(
          (day) => html`
            <button
              type="button"
              key=${day}
              aria-pressed=${days.includes(day)}
              onClick=${() => toggle(day)}
            >
              ${dayName(day)}
            </button>
          `,
        )}
      </div>
    </div>
    <${FormField}
      type="time"
      label=${t("silences.from")}
      value=${from}
      onInput=${(text) => onChange({ from: text })}
      fault=${faultOf("recurrence.windows[0].from")}
    />
    <${FormField}
      type="time"
      label=${t("silences.to")}
      value=${to}
      onInput=${(text) => onChange({ to: text })}
      fault=${faultOf("recurrence.windows[0].to")}
    />
  `;
}
