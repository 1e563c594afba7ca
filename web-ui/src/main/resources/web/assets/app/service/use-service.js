import { fetchServices } from "../core/api.js";
import { useResource } from "../core/resource.js";
import { serviceId } from "../core/service-id.js";
import { boundsOf, rangeKey } from "../core/time-range.js";

/**
 * What is known of a service in the time range: its row of the service list.
 *
 * @param {string} id its id, or its name alone
 * @returns `service` is null until it is known, and of a service that was not heard
 */
export function useService(id, range) {
  const services = useResource(`${id} ${rangeKey(range)}`, (signal) =>
    fetchServices(boundsOf(range), signal),
  );
  const found = services.data?.services.find((one) => serviceId(one) === id || one.name === id);
  return { ...services, service: found ?? null };
}
