import { pageHref } from "../core/router.js";
import { attributePair } from "../search/filters.js";

/** Where to find the spans of what the map shows. */

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

/** The condition on what follows the slash, if there is one. */
function named(key, name, whole) {
  return name === whole ? [] : [attributePair(key, name)];
}
