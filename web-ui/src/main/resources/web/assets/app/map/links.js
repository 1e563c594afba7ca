import { pageHref } from "../core/router.js";
import { fieldTerm } from "../log-query/terms.js";
import { attributePair } from "../search/filters.js";

/** Where to find the spans and logs of what the map shows. */

const VIRTUAL = /^(database|messaging|external):/;

/** The traces with calls of an edge. @param {import("./model.js").MapEdge} edge */
export function tracesOfEdge({ source, target, type }, status = null) {
  const of = (service, kind, ...attribute) =>
    pageHref("/traces", { service, kind, status, attribute });
  const virtual = target.slice(target.indexOf(":") + 1);
  const name = virtual.slice(virtual.indexOf("/") + 1);
  if (target.startsWith("database:")) return of(source, "client", ...named("db.namespace", name, virtual));
  if (target.startsWith("messaging:"))
    return of(source, "producer", ...named("messaging.destination.name", name, virtual));
  if (target.startsWith("external:")) return of(source, "client", attributePair("server.address", name));
  if (source.startsWith("messaging:")) {
    const queue = source.slice("messaging:".length);
    const topic = queue.slice(queue.indexOf("/") + 1);
    return of(target, "consumer", ...named("messaging.destination.name", topic, queue));
  }
  const caller = source.slice(source.indexOf("/") + 1);
  const kind = type === "messaging" ? "consumer" : "server";
  return of(target, kind, attributePair("caller.service", caller));
}

/**
 * The traces with calls of an edge between two services that got no answer; those only the caller
 * has. Null if it is no such edge. @param {import("./model.js").MapEdge} edge
 */
export function unansweredOfEdge({ source, target }) {
  if (VIRTUAL.test(source) || VIRTUAL.test(target)) return null;
  const attribute = attributePair("callee.service", target);
  return pageHref("/traces", { service: source, kind: "client", attribute: [attribute] });
}

/** What the services at both ends of an edge logged. @param {import("./model.js").MapEdge} edge */
export function logsOfEdge({ source, target }) {
  const services = [...new Set([source, target])].filter((id) => !VIRTUAL.test(id));
  if (services.length === 1) return logsOf(services[0]);
  return pageHref("/logs", { query: services.map((id) => fieldTerm("service", id)).join(" OR ") });
}

export const logsOf = (service) => pageHref("/logs", { service });

/** The condition on what follows the slash, if there is one. */
function named(key, name, whole) {
  return name === whole ? [] : [attributePair(key, name)];
}
