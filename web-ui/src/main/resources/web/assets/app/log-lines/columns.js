import { setQuery, useUrl } from "../core/router.js";
import { asText } from "../core/value-text.js";

/** The columns that readers add to lines, as they stand in the address. */
const MOST = 6;

/** @returns {string[]} names of attributes, or of fields */
export function useColumns() {
  return [...new Set(useUrl().query.getAll("column"))].slice(0, MOST);
}

export function toggleColumn(columns, name) {
  const next = columns.includes(name) ? columns.filter((one) => one !== name) : [...columns, name];
  setQuery({ column: next.slice(-MOST) }, { replace: true });
}

const OWN = [
  "logger",
  "traceId",
  "spanId",
  "instance",
  "pattern",
  "exceptionGroup",
  "eventName",
];

/** What a column shows of a record. */
export function columnText(log, name) {
  if (Object.hasOwn(log.attributes, name)) return asText(log.attributes[name]);
  if (Object.hasOwn(log.resource, name)) return asText(log.resource[name]);
  return OWN.includes(name) ? (log[name] ?? "") : "";
}
