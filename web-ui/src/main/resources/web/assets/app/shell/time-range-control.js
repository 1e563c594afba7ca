import { useState } from "preact/hooks";
import { Icon } from "../controls/icon.js";
import { Popover } from "../controls/popover.js";
import { html } from "../core/html.js";
import { language, t } from "../core/i18n.js";
import { refreshNow, useAutoRefresh } from "../core/refresh.js";
import {
  boundsOf,
  PRESETS,
  REFRESH_INTERVALS,
  setAbsolute,
  setLast,
  setRefreshInterval,
  useRefreshInterval,
  useTimeRange,
} from "../core/time-range.js";

/** The one place where a page's time range and refreshing are chosen. */
export function TimeRangeControl() {
  const range = useTimeRange();
  useAutoRefresh();
  const label = html`
    <${Icon} name="clock" />
    <span class="range-text">${describe(range)}</span>
    <${Icon} name="chevronDown" />
  `;
  return html`
    <div class="time-range">
      <${Popover} label=${label} title=${t("range.label")} class="range-button">
        ${(close) => html`<${RangePanel} range=${range} close=${close} />`}
      <//>
      <div class="refresh">
        <button
          type="button"
          class="icon-button"
          onClick=${refreshNow}
          title=${t("refresh.now")}
          aria-label=${t("refresh.now")}
        >
          <${Icon} name="refresh" />
        </button>
        <${RefreshChoice} />
      </div>
    </div>
  `;
}

function RefreshChoice() {
  const chosen = useRefreshInterval();
  return html`
    <select
      class="refresh-choice"
      aria-label=${t("refresh.label")}
      title=${t("refresh.label")}
      value=${chosen ?? ""}
      onChange=${(event) => setRefreshInterval(event.currentTarget.value || null)}
    >
      <option value="">${t("refresh.off")}</option>
      ${Object.keys(REFRESH_INTERVALS).map(
        (key) => html`
          <option value=${key}>${key.replace("s", " s")}</option>
        `,
      )}
    </select>
  `;
}

function RangePanel({ range, close }) {
  const choose = (preset) => {
    setLast(preset);
    close();
  };
  return html`
    <div class="range-panel">
      <ul class="range-presets">
        ${Object.keys(PRESETS).map(
          (preset) => html`
            <li>
              <button
                type="button"
                aria-pressed=${range.last === preset}
                onClick=${() => choose(preset)}
              >
                ${t(`range.last.${preset}`)}
              </button>
            </li>
          `,
        )}
      </ul>
      <${AbsoluteForm} range=${range} close=${close} />
    </div>
  `;
}

function AbsoluteForm({ range, close }) {
  const bounds = boundsOf(range);
  const [start, setStart] = useState(toLocalInput(bounds.start));
  const [end, setEnd] = useState(toLocalInput(bounds.end));
  const valid = Date.parse(start) < Date.parse(end);

  const submit = (event) => {
    event.preventDefault();
    if (!valid) return;
    setAbsolute(Date.parse(start), Date.parse(end));
    close();
  };
  const field = (label, value, set) => html`
    <label class="field">
      <span>${label}</span>
      <input
        type="datetime-local"
        step="1"
        value=${value}
        onInput=${(e) => set(e.currentTarget.value)}
        required
      />
    </label>
  `;
  return html`
    <form class="range-absolute" onSubmit=${submit}>
      ${field(t("range.from"), start, setStart)} ${field(t("range.to"), end, setEnd)}
      <p class="field-error" role="status">${valid ? "" : t("range.invalid")}</p>
      <button type="submit" class="button primary" disabled=${!valid}>${t("range.apply")}</button>
    </form>
  `;
}

/** In words. @param {import("../core/time-range.js").TimeRange} range */
export function describe(range) {
  if ("last" in range) return t(`range.last.${range.last}`);
  const sameDay =
    new Date(range.startMillis).toDateString() === new Date(range.endMillis).toDateString();
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const full = { month: "short", day: "numeric", ...time };
  const format = (millis, options) => new Intl.DateTimeFormat(language(), options).format(millis);
  return `${format(range.startMillis, full)} – ${format(range.endMillis, sameDay ? time : full)}`;
}

/** Local wall-clock time, as date inputs want it: 2026-11-24T14:03:07. */
function toLocalInput(millis) {
  const date = new Date(millis);
  const local = new Date(millis - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
