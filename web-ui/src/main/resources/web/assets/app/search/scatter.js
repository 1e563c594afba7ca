import { useState } from "preact/hooks";
import { logScale, timeTicks } from "../charts/scale.js";
import { useSize } from "../controls/use-size.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, tracePath } from "../core/router.js";
import { formatInstant, formatNanos, nanos } from "../core/units.js";

const HEIGHT = 148;
const PAD = { left: 58, right: 12, top: 10, bottom: 22 };
const RADIUS = 4;

/**
 * Duration over time, a dot a trace, logarithmic. A picture of the list below it, which says the
 * same in words; so it is hidden from screen readers and from the tab order.
 */
export function Scatter({ traces, bounds, whole }) {
  const [box, { width }] = useSize();
  const [hovered, setHovered] = useState(null);
  return html`
    <div class="scatter" ref=${box} aria-hidden="true">
      ${width > 0 &&
      html`
          <${Plot}
            traces=${traces}
            bounds=${domain(traces, bounds, whole)}
            width=${width}
            hover=${setHovered}
          />
      `}
      ${hovered && html`<${Tip} ...${hovered} width=${width} />`}
    </div>
  `;
}

/** All of the range when all of it is shown, else from the oldest trace on show. */
function domain(traces, { start, end }, whole) {
  return { start: whole ? start : Math.min(...traces.map(({ startTime }) => startTime)), end };
}

function Plot({ traces, bounds, width, hover }) {
  const inner = { width: width - PAD.left - PAD.right, height: HEIGHT - PAD.top - PAD.bottom };
  const durations = logScale(traces.map(({ durationNanos }) => durationNanos));
  const { ticks, format } = timeTicks(bounds.start, bounds.end, Math.max(3, inner.width / 90));
  const x = (time) =>
    PAD.left + ((time - bounds.start) / (bounds.end - bounds.start || 1)) * inner.width;
  const y = (duration) => PAD.top + (1 - durations.place(duration)) * inner.height;
  return html`
    <svg width=${width} height=${HEIGHT}>
      ${durations.ticks.map(
        (tick) => html`
          <g key=${tick}>
            <line class="grid" x1=${PAD.left} x2=${width - PAD.right} y1=${y(tick)} y2=${y(tick)} />
            <text class="tick" x=${PAD.left - 8} y=${y(tick)} dy="0.32em" text-anchor="end">
              ${formatNanos(nanos(tick))}
            </text>
          </g>
        `,
      )}
      ${ticks.map(
        (tick) => html`
          <text key=${tick} class="tick" x=${x(tick)} y=${HEIGHT - 6} text-anchor="middle">
            ${format(tick)}
          </text>
        `,
      )}
      ${inOrder(traces).map((trace) => {
        const at = { x: x(trace.startTime), y: y(trace.durationNanos), trace };
        return html`
          <a key=${trace.traceId} href=${pageHref(tracePath(trace.traceId))} tabindex="-1">
            <circle
              class="dot"
              data-error=${trace.errorCount > 0}
              cx=${at.x}
              cy=${at.y}
              r=${RADIUS}
              onPointerEnter=${() => hover(at)}
              onPointerLeave=${() => hover(null)}
            />
          </a>
        `;
      })}
    </svg>
  `;
}

/** Errors last, so that they lie on top. */
function inOrder(traces) {
  return [...traces].sort((a, b) => (a.errorCount > 0) - (b.errorCount > 0));
}

function Tip({ x, y, trace, width }) {
  const style = { left: `${Math.min(x, width - 130)}px`, top: `${y}px` };
  return html`
    <div class="scatter-tip" style=${style} data-left=${x > width / 2}>
      <strong>${trace.rootOperation || t("traces.noRoot")}</strong>
      <span>${trace.rootService}</span>
      <span>${formatNanos(nanos(trace.durationNanos))} · ${formatInstant(trace.startTime)}</span>
    </div>
  `;
}
