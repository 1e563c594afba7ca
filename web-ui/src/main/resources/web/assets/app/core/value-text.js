/** An attribute's value as people and searches write it. */
export function asText(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}
