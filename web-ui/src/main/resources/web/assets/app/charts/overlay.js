import { useEffect } from "preact/hooks";
import { html } from "../core/html.js";
import { useStore } from "../core/store.js";
import { usePointer } from "./drag.js";
import { hover } from "./hover.js";
import { nearestIndex } from "./step.js";
import { ValueTip } from "./tip.js";

const MOST_DOTS = 16;

/**
 * What lies over the canvas and follows the pointer: the cross-hair that all charts share, the
 * values at it, the stretch of time being chosen, and marks that are links.
 *
 * @param {{id: string, area, picture: import("./plot.js").Picture, stepMillis: number,
 *     offset: number, onZoom, onPick, children: (toPixels) => any}} props
 */
export function Overlay({ id, area, picture, stepMillis, offset, onZoom, onPick, children }) {
  const { bounds, axis, times } = picture;
  const { handlers, y, selection } = usePointer({ id, area, bounds, times, offset, onZoom, onPick });
  const toPixels = {
    x: (time) => ((time - bounds.start) / (bounds.end - bounds.start)) * area.width,
    y: (value) => (1 - (value - axis.min) / (axis.max - axis.min)) * area.height,
  };
  useEffect(
    () => () => {
      if (hover.value?.chart === id) hover.set(null);
    },
    [],
  );
  const style = {
    left: `${area.left}px`,
    top: `${area.top}px`,
    width: `${area.width}px`,
    height: `${area.height}px`,
  };
  return html`
    <div class="chart-overlay" style=${style} ...${handlers}>
      ${selection &&
      html`
        <span
          class="chart-selection"
          style=${{
            left: `${selection.from}px`,
            width: `${selection.to - selection.from}px`,
          }}
        />
      `}
      <${CrossHair}
        id=${id}
        picture=${picture}
        toPixels=${toPixels}
        pointerY=${y}
        width=${area.width}
        stepMillis=${stepMillis}
        offset=${offset}
        quiet=${selection !== null}
      />
      ${children?.(toPixels)}
    </div>
  `;
}

function CrossHair({ id, picture, toPixels, pointerY, width, stepMillis, offset, quiet }) {
  const pointed = useStore(hover);
  const { times, series, stacked, bars, unit } = picture;
  if (pointed === null || times.length === 0) return null;
  const index = nearestIndex(times, pointed.time);
  const x = toPixels.x(times[index] + offset);
  const heights = heightsAt(series, index, stacked);
  const dots = series
    .map(({ key, color }, i) => ({ key, color, y: heights[i] === null ? null : toPixels.y(heights[i]) }))
    .filter((dot) => dot.y !== null && Number.isFinite(dot.y));
  const nearest = dots.reduce(
    (best, dot) =>
      best === null || Math.abs(dot.y - pointerY) < Math.abs(best.y - pointerY) ? dot : best,
    null,
  );
  const shown = bars ? [] : dots;
  const marked = shown.length > MOST_DOTS ? shown.filter((dot) => dot === nearest) : shown;
  return html`
    <span class="chart-cross" style=${{ left: `${x}px` }} />
    ${marked.map(
      (dot) => html`
        <span
          class="chart-dot"
          key=${dot.key}
          style=${{ left: `${x}px`, top: `${dot.y}px`, "--color": `var(${dot.color})` }}
        />
      `,
    )}
    ${pointed.chart === id &&
    !quiet &&
    html`
      <${ValueTip}
        series=${series}
        index=${index}
        time=${times[index]}
        stepMillis=${stepMillis}
        unit=${unit}
        stacked=${stacked}
        x=${x}
        side=${x > width / 2 ? "left" : "right"}
        nearest=${nearest?.key ?? ""}
      />
    `}
  `;
}

/** Where each series is drawn: at its value, or on those below it. */
function heightsAt(series, index, stacked) {
  let sum = 0;
  return series.map(({ values, apart }) => {
    const value = values[index] ?? null;
    if (value === null || !stacked || apart) return value;
    sum += value;
    return sum;
  });
}
