import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useSize } from "../controls/use-size.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { Row, rowId } from "./row.js";
import { NamesSplitter, useNamesWidth } from "./splitter.js";
import { axisTicks } from "./ticks.js";

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 30;
/** Rows drawn above and below the window; scrolling redraws only when it leaves half of them. */
const MARGIN = 12;
/** What is left free at the right of the axis, what a tick's label needs, and what a bar's needs. */
const AXIS_MARGIN = 20;
const TICK_WIDTH = 100;
const LABEL_WIDTH = 72;

/**
 * The tree, of which only the rows in the window exist. It is one tab stop; arrow keys move in it
 * as in any tree.
 */
export function Rows({ handle, visible, collapsed, setCollapsed, selected, select, hits, path, view }) {
  const [box, size] = useSize();
  const [names, setNames] = useNamesWidth();
  const [first, setFirst] = useState(0);
  const places = usePlaces(visible);
  const place = selected ? (places.get(selected.index) ?? -1) : -1;

  const tree = useRef(null);
  handle.current = { scrollTo: setTarget, focus: () => tree.current.focus({ preventScroll: true }) };
  const [target, setTarget] = useState(null);
  useLayoutEffect(() => {
    if (target === null || !places.has(target.index) || size.height === 0) return;
    bringIntoSight(box.current, places.get(target.index));
    setTarget(null);
  }, [target, places, size.height]);
  useEffect(() => {
    const last = Math.max(0, visible.length - 1);
    if (first > last) setFirst(last);
  }, [visible.length]);

  const scrolled = () => {
    const at = Math.floor(box.current.scrollTop / ROW_HEIGHT);
    if (Math.abs(at - first) >= MARGIN / 2 || at === 0) setFirst(at);
  };
  const toggle = (node, whole) => setCollapsed(toggled(collapsed, node, whole));
  const moveTo = (index) => {
    const node = visible[Math.max(0, Math.min(visible.length - 1, index))];
    select(node);
    setTarget(node);
  };
  const keyed = (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const page = Math.max(1, Math.floor(size.height / ROW_HEIGHT) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const isOpen = selected && selected.children.length > 0 && !collapsed.has(selected.index);
    if (event.key in steps) moveTo(place < 0 ? 0 : place + steps[event.key]);
    else if (event.key === "Home") moveTo(0);
    else if (event.key === "End") moveTo(visible.length - 1);
    else if (event.key === "Escape") select(null);
    else if (!selected) return;
    else if (event.key === "ArrowRight" && isOpen) moveTo(place + 1);
    else if (event.key === "ArrowRight" && collapsed.has(selected.index)) toggle(selected);
    else if (event.key === "ArrowLeft" && isOpen) toggle(selected);
    else if (event.key === "ArrowLeft" && selected.parent) moveTo(places.get(selected.parent.index));
    else if (event.key === "Enter") document.getElementById("span-details")?.focus();
    else return;
    event.preventDefault();
  };

  const from = Math.max(0, first - MARGIN);
  const to = Math.min(visible.length, first + Math.ceil(size.height / ROW_HEIGHT) + MARGIN);
  const timeWidth = Math.max(1, size.width - names - AXIS_MARGIN);
  const ticks = axisTicks(view.from, view.to, Math.max(3, timeWidth / TICK_WIDTH));
  const percent = (at) => `${((at - view.from) / (view.to - view.from)) * 100}%`;
  return html`
    <div
      class="rows"
      ref=${box}
      style=${{ "--names": `${names}px` }}
      onScroll=${scrolled}
    >
      <div class="rows-head">
        <span class="rows-title">${t("waterfall.spans")}</span>
        <${NamesSplitter} width=${names} setWidth=${setNames} />
        <span class="axis">
          ${ticks.map(({ at, label }) => html`<span key=${at} class="axis-tick" style=${{ left: percent(at) }}>${label}</span>`)}
        </span>
      </div>
      <div
        class="rows-space"
        ref=${tree}
        role="tree"
        tabindex="0"
        aria-label=${t("waterfall.label")}
        aria-activedescendant=${place >= from && place < to ? rowId(selected) : null}
        style=${{ height: `${visible.length * ROW_HEIGHT}px` }}
        onKeyDown=${keyed}
      >
        <div class="axis-lines">
          ${ticks.map(({ at }) => html`<span key=${at} style=${{ left: percent(at) }} />`)}
        </div>
        ${visible.slice(from, to).map(
          (node, i) => html`
            <${Row}
              key=${node.index}
              node=${node}
              top=${(from + i) * ROW_HEIGHT}
              collapsed=${collapsed.has(node.index)}
              selected=${node === selected}
              hit=${hits.has(node.index)}
              stretches=${path.get(node.index)}
              view=${view}
              labelShare=${LABEL_WIDTH / timeWidth}
              select=${select}
              toggle=${toggle}
            />
          `,
        )}
      </div>
    </div>
  `;
}

/** Where each node stands among the visible ones. */
function usePlaces(visible) {
  const memo = useRef({});
  if (memo.current.visible !== visible) {
    memo.current = { visible, places: new Map(visible.map(({ index }, place) => [index, place])) };
  }
  return memo.current.places;
}

function bringIntoSight(box, place) {
  const top = place * ROW_HEIGHT;
  const room = box.clientHeight - HEAD_HEIGHT;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + ROW_HEIGHT > box.scrollTop + room) box.scrollTop = top + ROW_HEIGHT - room;
}

/** Opens or closes one node; `whole` does the same to all below it. */
function toggled(collapsed, node, whole = false) {
  const next = new Set(collapsed);
  const close = !collapsed.has(node.index);
  const change = (index) => (close ? next.add(index) : next.delete(index));
  change(node.index);
  if (!whole) return next;
  const stack = [...node.children];
  while (stack.length > 0) {
    const { index, children } = stack.pop();
    if (children.length > 0) change(index);
    stack.push(...children);
  }
  return next;
}
