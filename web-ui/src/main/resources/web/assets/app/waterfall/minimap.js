import { useEffect, useState } from "preact/hooks";
import { useSize } from "../controls/use-size.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { serviceColor } from "../core/service-color.js";
import { useDark } from "../core/theme.js";
import { isFailed } from "./model.js";

const HEIGHT = 56;
/** A drag shorter than this is a click. */
const LEAST_DRAG = 4;

/** The whole trace at a glance, a thin line a span. Dragging over it enlarges a stretch of time. */
export function Minimap({ trace, view }) {
  const [box, { width }] = useSize();
  const [drag, setDrag] = useState(null);
  const dark = useDark();
  useEffect(() => {
    if (width > 0) paint(box.current.querySelector("canvas"), trace, width);
  }, [trace, width, dark]);

  const xOf = (event) => {
    const { left } = box.current.getBoundingClientRect();
    return Math.max(0, Math.min(width, event.clientX - left));
  };
  const begin = (event) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ from: xOf(event), to: xOf(event) });
  };
  const end = () => {
    if (drag && Math.abs(drag.to - drag.from) >= LEAST_DRAG) {
      const nanosAt = (x) => Math.round((x / width) * trace.duration);
      const [from, to] = [drag.from, drag.to].sort((a, b) => a - b).map(nanosAt);
      setQuery({ zoom: `${from}-${to}` });
    }
    setDrag(null);
  };
  const shade = drag
    ? { from: Math.min(drag.from, drag.to) / width, to: Math.max(drag.from, drag.to) / width }
    : { from: view.from / trace.duration, to: view.to / trace.duration };
  const shown = drag || view.zoomed;
  return html`
    <div
      class="minimap"
      ref=${box}
      role="img"
      aria-label=${t("waterfall.minimap")}
      title=${t("waterfall.minimap")}
      onPointerDown=${begin}
      onPointerMove=${(event) => drag && setDrag({ ...drag, to: xOf(event) })}
      onPointerUp=${end}
      onPointerCancel=${() => setDrag(null)}
      onDblClick=${() => setQuery({ zoom: null })}
    >
      <canvas />
      ${shown &&
      html`
        <span class="minimap-shade" style=${{ left: 0, width: `${shade.from * 100}%` }} />
      `}
      ${shown &&
      html`
        <span class="minimap-shade" style=${{ left: `${shade.to * 100}%`, right: 0 }} />
      `}
    </div>
  `;
}

function paint(canvas, trace, width) {
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(HEIGHT * scale);
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const [lightness, step, chroma] = ["--service-l", "--service-step", "--service-c"].map((name) =>
    Number(style.getPropertyValue(name)),
  );
  const line = Math.max(1, Math.min(4, HEIGHT / trace.nodes.length - 0.5));
  const draw = (node, color) => {
    context.fillStyle = color;
    const x = (node.start / trace.duration) * width;
    const y = (node.index / trace.nodes.length) * (HEIGHT - line);
    context.fillRect(x, y, Math.max(1, ((node.end - node.start) / trace.duration) * width), line);
  };
  for (const node of trace.nodes) {
    const { hue, tone } = serviceColor(node.span.service);
    draw(node, `oklch(${lightness + tone * step} ${chroma} ${hue})`);
  }
  // The canvas's own text colour is that of errors; they lie on top.
  for (const node of trace.nodes) if (isFailed(node)) draw(node, style.color);
}
