import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { PRESETS, setLast, useTimeRange } from "../core/time-range.js";

/** Offers the next longer ranges than the one in which nothing was found. */
export function WiderRange() {
  const range = useTimeRange();
  const millis = "last" in range ? PRESETS[range.last] : 0;
  const wider = Object.keys(PRESETS)
    .filter((preset) => PRESETS[preset] > millis)
    .slice(-2);
  return wider.map(
    (preset) => html`
      <button type="button" class="button" key=${preset} onClick=${() => setLast(preset)}>
        ${t(`range.last.${preset}`)}
      </button>
    `,
  );
}
