import { setQuery, useUrl } from "./router.js";
import { epochMillis } from "./units.js";

/**
 * The one time range of all pages, kept in the query: `range=6h` (the last six hours, up to now),
 * or `start` and `end` as RFC 3339. What is missing or unreadable means the last hour; `rangeFaults`
 * says what is unreadable.
 *
 * @typedef {{last: string} | {startMillis: number, endMillis: number}} TimeRange
 */
export const PRESETS = {
  "15m": 900e3,
  "1h": 3600e3,
  "6h": 21600e3,
  "24h": 86400e3,
  "7d": 604800e3,
};
export const REFRESH_INTERVALS = { "5s": 5e3, "15s": 15e3, "60s": 60e3 };
const DEFAULT_PRESET = "1h";
const BOUNDS = ["start", "end"];
/** As others call them. */
const FOREIGN = ["from", "to"];
const NO_FOREIGN = Object.fromEntries(FOREIGN.map((name) => [name, null]));

/** @returns {TimeRange} */
export function useTimeRange() {
  return readRange(useUrl().query);
}

/** @returns {TimeRange} */
export function readRange(query) {
  const startMillis = Date.parse(query.get("start") ?? "");
  const endMillis = Date.parse(query.get("end") ?? "");
  if (startMillis < endMillis) return { startMillis, endMillis };
  const preset = query.get("range") ?? "";
  return { last: Object.hasOwn(PRESETS, preset) ? preset : DEFAULT_PRESET };
}

/**
 * What of the address asks for a time range and is not followed.
 *
 * @returns {{parameter: string, value: string, fault: "preset" | "time" | "alone" | "order" | "name"}[]}
 */
export function rangeFaults(query) {
  const faults = [];
  const note = (parameter, fault) =>
    faults.push({ parameter, value: query.get(parameter) ?? "", fault });
  for (const name of FOREIGN) if (query.has(name)) note(name, "name");
  const unreadable = BOUNDS.filter((name) => query.has(name) && isNaN(Date.parse(query.get(name))));
  const given = BOUNDS.filter((name) => query.has(name));
  if (unreadable.length > 0) unreadable.forEach((name) => note(name, "time"));
  else if (given.length === 1) note(given[0], "alone");
  else if (given.length === 2 && "last" in readRange(query)) note("end", "order");
  if (query.has("range") && !Object.hasOwn(PRESETS, query.get("range"))) note("range", "preset");
  return faults;
}

/** A text equal for equal ranges, to hang effects on. @param {TimeRange} range */
export function rangeKey(range) {
  return "last" in range ? range.last : `${range.startMillis}-${range.endMillis}`;
}

/** @param {TimeRange} range @returns the bounds as the API takes them, from now on backwards */
export function boundsOf(range, now = Date.now()) {
  if ("last" in range)
    return { start: epochMillis(now - PRESETS[range.last]), end: epochMillis(now) };
  return { start: epochMillis(range.startMillis), end: epochMillis(range.endMillis) };
}

export function setLast(preset) {
  const range = preset === DEFAULT_PRESET ? null : preset;
  setQuery({ range, start: null, end: null, ...NO_FOREIGN });
}

export function setAbsolute(startMillis, endMillis) {
  const start = new Date(startMillis).toISOString();
  setQuery({ range: null, start, end: new Date(endMillis).toISOString(), ...NO_FOREIGN });
}

/** @returns {string | null} a key of REFRESH_INTERVALS, or null for none */
export function useRefreshInterval() {
  const interval = useUrl().query.get("refresh") ?? "";
  return Object.hasOwn(REFRESH_INTERVALS, interval) ? interval : null;
}

export function setRefreshInterval(interval) {
  setQuery({ refresh: interval }, { replace: true });
}
