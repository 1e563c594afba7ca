import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatSecond } from "../core/units.js";

const NARROWEST = 2;

/** When alerts would have fired, and before that were pending, over the chart of their condition. */
export function FiringBands({ alerts, toPixels }) {
  return alerts.flatMap(({ id, activeAt, firedAt, resolvedAt }) => {
    const key = `${id} ${activeAt}`;
    if (firedAt === null) return [];
    const bands = [html`
      <span
        key=${key}
        class="firing-band"
        title=${t("rules.preview.fired", { time: formatSecond(firedAt) })}
        style=${place(toPixels, firedAt, resolvedAt)}
      />
    `];
    if (activeAt < firedAt) {
      bands.push(html`
        <span
          key=${`${key} pending`}
          class="pending-band"
          style=${place(toPixels, activeAt, firedAt)}
        />
      `);
    }
    return bands;
  });
}

function place(toPixels, from, to) {
  const left = toPixels.x(from);
  if (to === null) return { left: `${left}px`, right: "0" };
  return { left: `${left}px`, width: `${Math.max(NARROWEST, toPixels.x(to) - left)}px` };
}
