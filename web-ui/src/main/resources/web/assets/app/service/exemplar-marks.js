import { useState } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { pageHref, tracePath } from "../core/router.js";
import { formatInstant, formatNanos, nanos } from "../core/units.js";

/**
 * A mark for each exemplar, which leads to its trace. Calls that took longer than the axis reaches
 * stand at its top.
 *
 * @param {{exemplars: import("./exemplars.js").Exemplar[], toPixels: {x, y}}} props
 */
export function ExemplarMarks({ exemplars, toPixels }) {
  const [pointed, setPointed] = useState(null);
  const place = (one) => ({ x: toPixels.x(one.time), y: Math.max(2, toPixels.y(one.seconds)) });
  return html`
    ${exemplars.map((one) => {
      const { x, y } = place(one);
      return html`
        <a
          key=${one.traceId + one.spanId}
          class="exemplar"
          data-failed=${one.failed}
          href=${pageHref(tracePath(one.traceId), { span: one.spanId })}
          aria-label=${describe(one)}
          style=${{ left: `${x}px`, top: `${y}px` }}
          onPointerEnter=${() => setPointed(one)}
          onPointerLeave=${() => setPointed(null)}
          onFocus=${() => setPointed(one)}
          onBlur=${() => setPointed(null)}
          draggable=${false}
        />
      `;
    })}
    ${pointed && html`<${Tip} exemplar=${pointed} ...${place(pointed)} />`}
  `;
}

function Tip({ exemplar, x, y }) {
  const { failed, seconds, operation, time } = exemplar;
  return html`
    <div class="exemplar-tip" style=${{ left: `${x}px`, top: `${y}px` }}>
      <strong>${operation}</strong>
      <span data-failed=${failed}>
        ${t(failed ? "exemplar.failed" : "exemplar.slow", { duration: duration(seconds) })}
      </span>
      <span>${formatInstant(time)} · ${t("exemplar.open")}</span>
    </div>
  `;
}

function describe({ failed, seconds, operation }) {
  const text = t(failed ? "exemplar.failed" : "exemplar.slow", { duration: duration(seconds) });
  return `${operation}: ${text}`;
}

function duration(seconds) {
  return formatNanos(nanos(seconds * 1e9));
}
