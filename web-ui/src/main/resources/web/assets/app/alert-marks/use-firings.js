import { fetchAlertHistory, fetchAlerts } from "../core/alert-api.js";
import { useResource } from "../core/resource.js";
import { setQuery, useUrl } from "../core/router.js";
import { boundsOf, rangeKey } from "../core/time-range.js";
import { firingsOf } from "./firings.js";

const MOST = 1000;
const OFF = "off";
const NONE = [];

/** Whether alerts are marked on charts: the address says if not. */
export function useMarking() {
  const on = useUrl().query.get("alerts") !== OFF;
  return { on, toggle: () => setQuery({ alerts: on ? OFF : null }) };
}

/**
 * What fired in a time, of all alerts or those of one service.
 *
 * @param {{range: import("../core/time-range.js").TimeRange, service?: string, on?: boolean}} what
 * @returns {{firings: import("./firings.js").Firing[], problem}} empty until it is known
 */
export function useFirings({ range, service = "", on = true }) {
  const key = on ? `${service} ${rangeKey(range)}` : "";
  const { data, problem } = useResource(key, async (signal) =>
    on ? loadFirings(boundsOf(range), service, signal) : NONE,
  );
  return { firings: (on && data) || NONE, problem: on ? problem : null };
}

/**
 * The same, once. Ends that came later tell of what fired all the time.
 *
 * @returns {Promise<import("./firings.js").Firing[]>}
 */
export async function loadFirings(bounds, service, signal) {
  const { start, end } = bounds;
  const common = { service: namesOf(service), limit: MOST };
  const kind = ["firing", "resolved"];
  const isPast = end < Date.now() - 60e3;
  const [history, later, now] = await Promise.all([
    fetchAlertHistory({ ...common, start, end, kind }, signal),
    isPast
      ? fetchAlertHistory({ ...common, start: end, end: Date.now(), kind: ["resolved"] }, signal)
      : { alerts: [] },
    fetchAlerts(signal),
  ]);
  const ofService = ({ labels }) => !service || isSameService(serviceOf(labels), service);
  return firingsOf(
    [...later.alerts, ...history.alerts].filter(ofService),
    now.alerts.filter(ofService),
    bounds,
  );
}

/** An alert need not tell the namespace. */
const namesOf = (service) => (service ? [...new Set([service, nameOf(service)])] : []);

const nameOf = (id) => id.slice(id.indexOf("/") + 1);

/** Where the one tells no namespace, names are enough. */
export function isSameService(a, b) {
  return a === b || ((!a.includes("/") || !b.includes("/")) && nameOf(a) === nameOf(b));
}

/** As services are called here: name, or namespace/name. */
export function serviceOf({ service_name: name = "", service_namespace: namespace = "" }) {
  return name && namespace ? `${namespace}/${name}` : name;
}
