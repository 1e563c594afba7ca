import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { serviceStyle } from "../core/service-color.js";
import { formatNanos, nanos } from "../core/units.js";
import { LogTicks } from "./log-lane.js";
import { isFailed } from "./model.js";

const INDENT = 14;
/** Deeper spans are not set in further: a chain of thousands would leave no room for names. */
const DEEPEST = 24;

export function rowId(node) {
  return `span-row-${node.index}`;
}

/**
 * One span: its place in the tree, and its bar. `view` is the stretch of time on show, `labelShare`
 * the part of it that a bar's label takes, `logs` what the span logged.
 */
export function Row({
  node,
  top,
  collapsed,
  selected,
  hit,
  stretches,
  view,
  logs = [],
  timeWidth,
  labelShare,
  select,
  toggle,
}) {
  const { span } = node;
  return html`
    <div
      id=${rowId(node)}
      class="row"
      role="treeitem"
      aria-level=${node.depth + 1}
      aria-expanded=${node.children.length > 0 ? !collapsed : null}
      aria-selected=${selected}
      data-hit=${hit}
      data-failed=${isFailed(node)}
      style=${{ ...serviceStyle(span.service), transform: `translateY(${top}px)` }}
      onClick=${() => select(selected ? null : node)}
    >
      <div class="row-names">
        <span class="indent" style=${{ width: `${Math.min(node.depth, DEEPEST) * INDENT}px` }} />
        <${Toggle} node=${node} collapsed=${collapsed} toggle=${toggle} />
        <span class="row-color" />
        <span class="row-text" title="${span.service} · ${span.name}">
          <span class="row-service">${span.service}</span>${" "}
          <span class="row-name">${span.name}</span>
        </span>
        <${Marks} node=${node} collapsed=${collapsed} />
      </div>
      <div class="row-time">
        <${Bar} node=${node} stretches=${stretches} view=${view} labelShare=${labelShare} />
        ${logs.length > 0 && html`<${LogTicks} logs=${logs} view=${view} width=${timeWidth} />`}
      </div>
    </div>
  `;
}

function Toggle({ node, collapsed, toggle }) {
  if (node.children.length === 0) return html`<span class="row-toggle" />`;
  const press = (event) => {
    event.stopPropagation();
    toggle(node, event.altKey);
  };
  return html`
    <span class="row-toggle" aria-hidden="true" onClick=${press}>
      <${Icon} name=${collapsed ? "chevronRight" : "chevronDown"} />
    </span>
  `;
}

/** What is odd about a span, and what its closed subtree hides. */
function Marks({ node, collapsed }) {
  const hidden = node.size - 1;
  const hiddenErrors = collapsed ? node.errors - (isFailed(node) ? 1 : 0) : 0;
  const orphan = node.orphan && t("waterfall.orphan", { id: node.span.parentSpanId });
  const skewed =
    node.skew > 0 && t("waterfall.skewed", { duration: formatNanos(nanos(node.skew)) });
  return html`
    <span class="row-marks">
      ${collapsed &&
      html`
        <span class="row-hidden" title=${t("waterfall.hidden", { count: hidden })}>
          +${formatCount(hidden)}
        </span>
      `}
      ${orphan && html`<span class="row-odd" title=${orphan}><${Icon} name="link" /></span>`}
      ${skewed && html`<span class="row-odd" title=${skewed}><${Icon} name="clock" /></span>`}
      ${isFailed(node) &&
      html`
        <span class="row-error" title=${node.span.statusMessage || t("spanStatus.error")}>
          <${Icon} name="warning" />
        </span>
      `}
      ${hiddenErrors > 0 &&
      html`
        <span class="row-error" title=${t("trace.errors", { count: hiddenErrors })}>
          ${formatCount(hiddenErrors)}
        </span>
      `}
    </span>
  `;
}

function Bar({ node, stretches = [], view, labelShare }) {
  const length = view.to - view.from;
  const left = clamp((node.start - view.from) / length);
  const right = clamp((node.end - view.from) / length);
  // The label stands where there is room: after the bar, before it, or in it.
  const side = 1 - right > labelShare ? "after" : left > labelShare ? "before" : "inside";
  const labelLeft = side === "after" ? right : left;
  const within = (at) => clamp((at - view.from) / length);
  const percent = (share) => `${share * 100}%`;
  if (node.end < view.from || node.start > view.to) {
    return html`<span class="bar-outside" data-side=${node.start > view.to ? "right" : "left"} />`;
  }
  return html`
    <span class="bar" style=${{ left: percent(left), width: percent(right - left) }} />
    ${stretches.map(
      ([from, to]) => html`
        <span
          key=${from}
          class="bar-path"
          style=${{ left: percent(within(from)), width: percent(within(to) - within(from)) }}
        />
      `,
    )}
    <span
      class="bar-label"
      data-side=${side}
      style=${side === "before" ? { right: percent(1 - left) } : { left: percent(labelLeft) }}
    >
      ${formatNanos(node.span.durationNanos)}
    </span>
  `;
}

const clamp = (share) => Math.max(0, Math.min(1, share));
