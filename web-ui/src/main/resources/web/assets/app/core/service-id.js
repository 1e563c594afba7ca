/** How addresses and the API name a service: its name, after its namespace if it has one. */
export function serviceId({ name, namespace }) {
  return namespace ? `${namespace}/${name}` : name;
}
