import { t } from "../core/i18n.js";
import { formatNanos, formatRate, formatShare } from "../core/units.js";
import { edgeLettering, nodeLettering } from "./lettering.js";
import { slowerMark } from "./slower.js";

/** The model as Cytoscape takes it. */
const THINNEST = 1.5;
const THICKEST = 6;
const BEND = 70;

/**
 * @param {import("./model.js").MapNode} node
 * @param {import("./layout.js").Grain} grain
 * @param {number} scale at which it is written
 */
export function nodeElement(node, { x, y }, grain, scale) {
  const { turned } = grain;
  const { id, type, name, title, health, breakers, guard } = node;
  const label = [turned ? name : title, ...breakers.map(breakerLabel)].join("\n");
  const position = turned ? { x: y, y: x } : { x, y };
  const data = { id, type, health, guard, label, ...nodeLettering(scale, grain) };
  return { group: "nodes", data, position };
}

/** @param {import("./model.js").MapEdge} edge */
export function edgeElement(edge, from, to, grain, scale) {
  const { id, source, target, type, health, guard, slower } = edge;
  const label = edgeLabel(edge);
  const loud = slower || guard === "half_open" || guard === "open";
  return {
    group: "edges",
    data: {
      id,
      source,
      target,
      type,
      health,
      guard,
      slower,
      loud,
      label,
      ...edgeLettering(scale, label, loud),
      width: Math.min(THICKEST, THINNEST + Math.log10(1 + edge.ratePerSecond)),
      bend: bend(from, to, grain),
    },
  };
}

/**
 * Rate, errors if there are any, p95; of what comes from a queue, how long it was in it; how many
 * times as long as before, if that is much; breakers that do not just let calls pass.
 */
function edgeLabel(edge) {
  const { calls, ratePerSecond, errorRate, p95Nanos, queueP95Nanos, breakers, slower } = edge;
  const held = breakers.filter(({ state }) => state !== "closed").map(breakerLabel);
  if (calls === 0) return [t("map.noCalls"), ...held].join("\n");
  const first = [formatRate(ratePerSecond)];
  if (errorRate > 0) first.push(formatShare(errorRate));
  const second = [queueP95Nanos === null ? formatNanos(p95Nanos) : queued(queueP95Nanos)];
  if (slower) second.push(slowerMark(edge));
  return [first.join(" · "), second.join(" "), ...held].join("\n");
}

function breakerLabel({ name, state }) {
  return `${name}: ${t(`map.breaker.${state}`)}`;
}

function queued(nanos) {
  return t("map.inQueue", { time: formatNanos(nanos) });
}

/** Edges that lead past nodes, or back, go around them. */
function bend(from, to, { layer }) {
  const columns = Math.round((to.x - from.x) / layer);
  if (columns === 1) return 0;
  if (columns > 1) return Math.abs(to.y - from.y) < 1 ? -BEND : 0;
  return columns === 0 ? BEND : -2 * BEND;
}
