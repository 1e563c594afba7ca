import { compared } from "./slower.js";

/**
 * The dependency graph as the map shows it: nodes with the figures of the calls that they get, edges
 * with rates.
 *
 * @typedef {"good" | "degraded" | "failing" | "idle"} Health of the calls; idle if there are none
 * @typedef {{id: string, type: "service" | "database" | "messaging" | "external", name: string,
 *     title: string, hint: string, calls: number, errorRate: number, health: Health, breakers: MapBreaker[],
 *     guard: Guard}} MapNode breakers of which nobody knows whom they call
 * @typedef {{id: string, source: string, target: string, type: string, calls: number,
 *     ratePerSecond: number, errorRate: number, health: Health, p50Nanos: number,
 *     p95Nanos: number, p99Nanos: number, queueP50Nanos: number | null,
 *     queueP95Nanos: number | null, breakers: MapBreaker[], guard: Guard, beforeNanos: number | null,
 *     timesBefore: number | null, slower: boolean}} MapEdge beside what it was just before
 * @typedef {{name: string, library: string, state: string, since: number}} MapBreaker since in
 *     milliseconds
 * @typedef {"" | "closed" | "half_open" | "open"} Guard what the worst breaker of an edge does to
 *     calls: lets them pass, tests, refuses them
 */
const DEGRADED_SHARE = 0.01;
const FAILING_SHARE = 0.05;

/**
 * @param {object | null} before the graph in the time of the same length just before, if it is known
 * @returns {{nodes: MapNode[], edges: MapEdge[]}}
 */
export function mapModel(graph, { start, end }, before = null) {
  const seconds = Math.max(1, (end - start) / 1000);
  const earlier = new Map((before?.edges ?? []).map((edge) => [idOf(edge), edge]));
  const edges = graph.edges.map((edge) => ({
    ...edge,
    ...compared(edge, earlier.get(idOf(edge))),
    id: idOf(edge),
    ratePerSecond: edge.calls / seconds,
    errorRate: edge.calls > 0 ? edge.errors / edge.calls : 0,
    health: healthOf(edge.calls, edge.errors),
    guard: guardOf(edge.breakers),
  }));
  const nodes = graph.nodes.map(({ id, type, breakers }) => {
    const incoming = edges.filter(({ target }) => target === id);
    const calls = sum(incoming, "calls");
    const errors = sum(incoming, "errors");
    return {
      id,
      type,
      ...names(id, type),
      calls,
      ratePerSecond: calls / seconds,
      errorRate: calls > 0 ? errors / calls : 0,
      health: healthOf(calls, errors),
      breakers,
      guard: guardOf(breakers),
    };
  });
  return { nodes, edges };
}

const idOf = ({ source, target, type }) => [source, target, type].join("|");

/** @returns {Health} */
function healthOf(calls, errors) {
  if (calls === 0) return "idle";
  const share = errors / calls;
  if (share >= FAILING_SHARE) return "failing";
  return share >= DEGRADED_SHARE ? "degraded" : "good";
}

/** @returns {Guard} */
function guardOf(breakers) {
  const states = new Set(breakers.map(({ state }) => state));
  if (states.has("open") || states.has("forced_open")) return "open";
  if (states.has("half_open")) return "half_open";
  return states.size > 0 ? "closed" : "";
}

/** What to call a node in short, and what the rest of its id says. */
function names(id, type) {
  const text = type === "service" ? id : id.slice(type.length + 1);
  const slash = type === "external" ? -1 : text.indexOf("/");
  const name = text.slice(slash + 1);
  const hint = slash < 0 ? "" : text.slice(0, slash);
  return { name, hint, title: type === "service" || hint === "" ? name : `${name} (${hint})` };
}

function sum(edges, figure) {
  return edges.reduce((total, edge) => total + edge[figure], 0);
}
