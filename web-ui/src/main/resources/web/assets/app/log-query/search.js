import { setQuery, useUrl } from "../core/router.js";
import { LEVELS } from "./levels.js";

/**
 * What logs are asked for, as it stands in the address.
 *
 * @typedef {{query: string, service: string, severity: string[], traceId: string, spanId: string}}
 *     Search `severity` has levels, of which any will do; none is all
 */
const SIMPLE = ["query", "service", "traceId", "spanId"];

/** @returns {Search} */
export function useSearch() {
  return readSearch(useUrl().query);
}

/** @returns {Search} */
export function readSearch(query) {
  const asked = query.getAll("severity");
  return {
    ...Object.fromEntries(SIMPLE.map((name) => [name, query.get(name) ?? ""])),
    severity: LEVELS.filter((level) => asked.includes(level)),
  };
}

export function isNarrowed({ severity, ...others }) {
  return severity.length > 0 || Object.values(others).some(Boolean);
}

export const NO_SEARCH = { query: null, service: null, severity: null, traceId: null, spanId: null };

/** Another question also leaves the lines around one. */
export function setSearch(changes) {
  setQuery({ ...changes, around: null });
}
