import { useState } from "preact/hooks";
import { rankOf } from "../alerts/marks.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref } from "../core/router.js";
import { formatNanos, formatSecond } from "../core/units.js";
import { clustersOf } from "./clusters.js";

const NEAREST = 14;
const NARROWEST = 2;
const MOST_SAID = 5;
const AROUND_MILLIS = 5 * 60e3;

/**
 * When alerts fired, over a chart: a band from beginning to end, and at the beginning a mark that
 * says which it was and leads to it.
 *
 * @param {{firings: import("./firings.js").Firing[], bounds: {start, end}, toPixels: {x, y}}} props
 */
export function AlertMarks({ firings: all, bounds, toPixels }) {
  const [pointed, setPointed] = useState(null);
  const firings = all.filter(
    ({ start, end }) => start <= bounds.end && (end === null || end >= bounds.start),
  );
  const right = toPixels.x(bounds.end);
  const clusters = clustersOf(firings, toPixels.x, NEAREST);
  const shown = clusters.find((cluster) => cluster.firings[0].key === pointed) ?? null;
  const bands = (draw) =>
    firings.map((firing) => draw(firing, placeOf(firing, toPixels.x, right), toPixels.x, right));
  return html`
    <div class="alert-fills">${bands(fill)}</div>
    ${bands(edges)}
    ${clusters.map((cluster) => {
      const { at, firings: of } = cluster;
      const worst = [...of].sort((a, b) => rankOf(a.severity) - rankOf(b.severity))[0];
      const { key } = of[0];
      return html`
        <a
          key=${key}
          class="alert-flag"
          data-severity=${worst.severity}
          href=${hrefOf(of)}
          aria-label=${of.map(describe).slice(0, MOST_SAID).join("; ")}
          style=${{ left: `${at}px` }}
          onPointerEnter=${() => setPointed(key)}
          onPointerLeave=${() => setPointed(null)}
          onFocus=${() => setPointed(key)}
          onBlur=${() => setPointed(null)}
          draggable=${false}
        >
          ${of.length > 1 && html`<span>${of.length}</span>`}
        </a>
      `;
    })}
    ${shown && html`<${Tip} ...${shown} right=${right} />`}
  `;
}

/** From the beginning, or the chart's, to the end; what is not over reaches to the chart's end. */
function placeOf({ start, end }, x, right) {
  const left = Math.max(0, x(start));
  const width = Math.max(NARROWEST, Math.min(right, end === null ? right : x(end)) - left);
  return { left: `${left}px`, width: `${width}px` };
}

/** Where many fire at a time it is no darker, and has the colour of the worst. */
function fill({ key, severity }, place) {
  const zIndex = Math.round(-2 * rankOf(severity));
  return html`<span key=${key} data-severity=${severity} style=${{ ...place, zIndex }} />`;
}

function edges({ key, start, end, severity }, place, x, right) {
  return html`
    <span
      key=${key}
      class="alert-band"
      data-severity=${severity}
      data-begun=${x(start) >= 0}
      data-ended=${end !== null && x(end) <= right}
      style=${place}
    />
  `;
}

function Tip({ at, firings, right }) {
  return html`
    <div
      class="alert-tip"
      data-side=${at > right / 2 ? "left" : "right"}
      style=${{ left: `${at}px` }}
    >
      ${firings.slice(0, MOST_SAID).map(
        (firing) => html`
          <p key=${firing.key}>
            <strong data-severity=${firing.severity}>${firing.name}</strong>
            <span>${timesOf(firing)}</span>
            ${firing.summary && html`<span class="alert-tip-summary">${firing.summary}</span>`}
          </p>
        `,
      )}
      ${firings.length > MOST_SAID &&
      html`<p class="chart-tip-more">${t("chart.more", { count: firings.length - MOST_SAID })}</p>`}
      <p class="chart-tip-more">${t("alertMarks.open")}</p>
    </div>
  `;
}

/** The history of the one, or of all about that time. */
function hrefOf(firings) {
  const first = firings[0].start;
  const ends = firings.map(({ end, start }) => end ?? Math.max(start, Date.now()));
  const around = {
    range: null,
    start: new Date(first - AROUND_MILLIS).toISOString(),
    end: new Date(Math.max(...ends) + AROUND_MILLIS).toISOString(),
  };
  const ids = [...new Set(firings.map(({ id }) => id))];
  return pageHref("/alerts/history", { ...around, alertId: ids.length === 1 ? ids[0] : null });
}

function describe(firing) {
  return `${firing.name}: ${timesOf(firing)}`;
}

function timesOf({ start, end }) {
  const begun = formatSecond(start);
  return end === null
    ? t("alertMarks.since", { start: begun })
    : t("alertMarks.lasted", { start: begun, duration: formatNanos((end - start) * 1e6) });
}
