import { nanos } from "../core/units.js";

/**
 * One trace as the waterfall draws it: its spans as a tree in preorder, with times in nanoseconds
 * from the trace's start. Nothing here recurses, so that any depth is fine.
 *
 * @typedef {object} Node
 * @property {number} index its place in preorder
 * @property {object} span
 * @property {Node | null} parent
 * @property {Node[]} children by start
 * @property {number} depth
 * @property {number} start @property {number} end
 * @property {number} size nodes of its subtree, itself included
 * @property {number} errors failed spans of its subtree, itself included
 * @property {boolean} orphan names a parent that is not there
 * @property {number} skew how much earlier than its parent it begins, 0 if it does not
 */

/** @param {object[]} spans at least one */
export function buildTrace(spans) {
  const startNano = spans.reduce(
    (min, { startTimeUnixNano: t }) => (t < min ? t : min),
    spans[0].startTimeUnixNano,
  );
  const all = spans.map((span) => newNode(span, startNano));
  const roots = linkParents(all);
  const nodes = inPreorder(roots, all);
  countSubtrees(nodes);
  return {
    nodes,
    startNano,
    duration: nanos(nodes.reduce((max, { end }) => Math.max(max, end), 0)),
    root: nodes.find(({ parent, orphan }) => parent === null && !orphan) ?? nodes[0],
    errors: nodes.filter(isFailed).length,
    orphans: nodes.filter(({ orphan }) => orphan).length,
    skewed: nodes.filter(({ skew }) => skew > 0).length,
    services: countServices(nodes),
  };
}

export function isFailed({ span }) {
  return span.status === "error";
}

/** The rows on show: every node that has no collapsed ancestor. @param {Set<number>} collapsed */
export function visibleNodes(nodes, collapsed) {
  const visible = [];
  for (let i = 0; i < nodes.length; i += collapsed.has(i) ? nodes[i].size : 1)
    visible.push(nodes[i]);
  return visible;
}

/** What a span spent outside its children. @param {Node} node */
export function selfTime(node) {
  let covered = 0;
  let reached = node.start;
  for (const child of node.children) {
    const from = Math.max(child.start, reached);
    const to = Math.min(child.end, node.end);
    if (to > from) {
      covered += to - from;
      reached = to;
    }
  }
  return nanos(node.end - node.start - covered);
}

function newNode(span, startNano) {
  const start = Number(span.startTimeUnixNano - startNano);
  return {
    index: 0,
    span,
    parent: null,
    children: [],
    depth: 0,
    start,
    end: start + span.durationNanos,
    size: 1,
    errors: span.status === "error" ? 1 : 0,
    orphan: false,
    skew: 0,
  };
}

/** @returns {Node[]} those without a parent, the ones that name a missing parent among them */
function linkParents(all) {
  const callers = firstById(all, isCaller);
  const callees = firstById(all, (node) => !isCaller(node));
  const roots = [];
  for (const node of all) {
    const { spanId, parentSpanId } = node.span;
    // Zipkin's client and server share one id: the client is above, and children are the server's.
    const twin = isCaller(node) ? undefined : callers.get(spanId);
    const parent = twin ?? callees.get(parentSpanId) ?? callers.get(parentSpanId);
    if (parent && parent !== node) {
      node.parent = parent;
      node.skew = Math.max(0, parent.start - node.start);
      parent.children.push(node);
    } else {
      node.orphan = parentSpanId !== "";
      roots.push(node);
    }
  }
  for (const node of all) node.children.sort(byStart);
  return roots.sort(byStart);
}

function isCaller({ span }) {
  return span.kind === "client" || span.kind === "producer";
}

function firstById(all, wanted) {
  const byId = new Map();
  for (const node of all) {
    if (wanted(node) && !byId.has(node.span.spanId)) byId.set(node.span.spanId, node);
  }
  return byId;
}

const byStart = (a, b) => a.start - b.start || b.end - a.end;

/** Roots and all below them; then what hangs in circles, each broken at its earliest span. */
function inPreorder(roots, all) {
  const nodes = [];
  const seen = new Set();
  const walk = (root) => {
    const stack = [root];
    while (stack.length > 0) {
      const node = stack.pop();
      if (seen.has(node)) continue;
      seen.add(node);
      node.index = nodes.length;
      node.depth = node.parent ? node.parent.depth + 1 : 0;
      nodes.push(node);
      for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]);
    }
  };
  roots.forEach(walk);
  if (nodes.length < all.length) {
    for (const node of [...all].sort(byStart)) {
      if (seen.has(node)) continue;
      node.parent.children.splice(node.parent.children.indexOf(node), 1);
      node.parent = null;
      node.orphan = true;
      node.skew = 0;
      walk(node);
    }
  }
  return nodes;
}

function countSubtrees(nodes) {
  for (let i = nodes.length - 1; i > 0; i--) {
    const { parent, size, errors } = nodes[i];
    if (parent === null) continue;
    parent.size += size;
    parent.errors += errors;
  }
}

/** @returns {[string, number][]} each service with its number of spans, the busiest first */
function countServices(nodes) {
  const counts = new Map();
  for (const { span } of nodes) counts.set(span.service, (counts.get(span.service) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
