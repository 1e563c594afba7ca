import { setQuery, useUrl } from "./router.js";
import { epochMillis } from "./units.js";

/**
 * The one time range of all pages, kept in the query: `range=6h` (the last six hours, up to now),
 * or `start` and `end` as RFC 3339. What is missing or unreadable means the last hour.
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
  setQuery({ range: preset === DEFAULT_PRESET ? null : preset, start: null, end: null });
}

export function setAbsolute(startMillis, endMillis) {
  const start = new Date(startMillis).toISOString();
  setQuery({ range: null, start, end: new Date(endMillis).toISOString() });
}

/** @returns {string | null} a key of REFRESH_INTERVALS, or null for none */
export function useRefreshInterval() {
  const interval = useUrl().query.get("refresh") ?? "";
  return Object.hasOwn(REFRESH_INTERVALS, interval) ? interval : null;
}

export function setRefreshInterval(interval) {
  setQuery({ refresh: interval }, { replace: true });
}
