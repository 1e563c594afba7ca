import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useSize } from "../controls/use-size.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { LogLane } from "./log-lane.js";
import { Row, rowId } from "./row.js";
import { NamesSplitter, useNamesWidth } from "./splitter.js";
import { axisTicks } from "./ticks.js";
import { treeKeys } from "./tree-keys.js";

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 30;
const LANE_HEIGHT = 24;
/** Rows drawn above and below the window; scrolling redraws only when it leaves half of them. */
const MARGIN = 12;
/** Pixels left free at the axis' right end, and those that a tick's and a bar's label need. */
const AXIS_MARGIN = 20;
const TICK_WIDTH = 100;
const LABEL_WIDTH = 72;

/**
 * The tree, of which only the rows in the window exist. It is one tab stop; arrow keys move in it
 * as in any tree. `handle` receives what the surroundings may ask of it.
 */
export function Rows({ handle, visible, collapsed, setCollapsed, selected, select, ...looks }) {
  const [box, size] = useSize();
  const tree = useRef(null);
  const [names, setNames] = useNamesWidth();
  const [first, setFirst] = useState(0);
  const [target, setTarget] = useState(null);
  const places = usePlaces(visible);
  const { hits, path, view, logs, reveal } = looks;
  const withLogs = logs !== null && logs.all.length > 0;
  handle.current = {
    scrollTo: setTarget,
    focus: () => tree.current.focus({ preventScroll: true }),
  };

  // A node that was just uncovered has a place only after the next drawing.
  useLayoutEffect(() => {
    if (target === null || !places.has(target.index) || size.height === 0) return;
    bringIntoSight(box.current, places.get(target.index), withLogs);
    setTarget(null);
  }, [target, places, size.height]);
  useEffect(() => setFirst((at) => Math.min(at, visible.length - 1)), [visible.length]);

  const scrolled = () => {
    const at = Math.floor(box.current.scrollTop / ROW_HEIGHT);
    if (Math.abs(at - first) >= MARGIN / 2 || at === 0) setFirst(at);
  };
  const goTo = (node) => {
    select(node);
    setTarget(node);
  };
  const toggle = (node, whole) => setCollapsed(toggled(collapsed, node, whole));
  const pageSize = Math.max(1, Math.floor(size.height / ROW_HEIGHT) - 2);
  const keyed = treeKeys({
    ...{ visible, places, collapsed, selected, pageSize },
    ...{ goTo, select, toggle, enlarge },
  });

  const from = Math.max(0, first - MARGIN);
  const to = Math.min(visible.length, first + Math.ceil(size.height / ROW_HEIGHT) + MARGIN);
  const place = selected ? (places.get(selected.index) ?? -1) : -1;
  const timeWidth = Math.max(1, size.width - names - AXIS_MARGIN);
  const axis = axisOf(view, timeWidth);
  return html`
    <div class="rows" ref=${box} style=${{ "--names": `${names}px` }} onScroll=${scrolled}>
      <div class="rows-top">
        <${Head} axis=${axis} names=${names} setNames=${setNames} />
        ${withLogs && html`<${LogLane} logs=${logs} view=${view} width=${timeWidth} choose=${reveal} />`}
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
          ${axis.map(({ at, left }) => html`<span key=${at} style=${{ left }} />`)}
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
              logs=${logs?.bySpan.get(node.span.spanId)}
              timeWidth=${timeWidth}
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

function Head({ axis, names, setNames }) {
  return html`
    <div class="rows-head">
      <span class="rows-title">${t("waterfall.spans")}</span>
      <${NamesSplitter} width=${names} setWidth=${setNames} />
      <span class="axis">
        ${axis.map(
          ({ at, left, label }) => html`
            <span key=${at} class="axis-tick" style=${{ left }}>${label}</span>
          `,
        )}
      </span>
    </div>
  `;
}

/** The axis' ticks and their places; the last goes without its label where that has no room. */
function axisOf({ from, to }, width) {
  return axisTicks(from, to, Math.max(3, width / TICK_WIDTH)).map(({ at, label }) => {
    const share = (at - from) / (to - from);
    const fits = (1 - share) * width + AXIS_MARGIN > LABEL_WIDTH;
    return { at, label: fits ? label : "", left: `${share * 100}%` };
  });
}

/** Where each node stands among the visible ones. */
function usePlaces(visible) {
  const memo = useRef({});
  if (memo.current.visible !== visible) {
    memo.current = { visible, places: new Map(visible.map(({ index }, place) => [index, place])) };
  }
  return memo.current.places;
}

/** Shows the time of a span only, if it took any, or all. */
function enlarge(node) {
  if (node && node.end <= node.start) return;
  setQuery({ zoom: node && `${node.start}-${node.end}` });
}

function bringIntoSight(box, place, withLogs) {
  const top = place * ROW_HEIGHT;
  const room = box.clientHeight - HEAD_HEIGHT - (withLogs ? LANE_HEIGHT : 0);
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
