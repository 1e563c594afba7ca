import { rankOf } from "./marks.js";

/**
 * When alerts fired, as far as the entries of a history tell.
 *
 * @typedef {{name: string, severity: string, labels: Record<string, string>, id: string,
 *     stretches: {start: number, end: number | null}[]}} Lane one alert; an end of null is not yet
 */

/** @returns {Lane[]} the worst first */
export function lanesOf(entries, { start, end }) {
  const lanes = new Map();
  for (const entry of entries) {
    const { id, kind, name, severity, labels, firedAt, resolvedAt } = entry;
    if (firedAt === null || (kind !== "firing" && kind !== "resolved")) continue;
    if (!lanes.has(id)) lanes.set(id, { id, name, severity, labels, fired: new Map() });
    const { fired } = lanes.get(id);
    fired.set(firedAt, kind === "resolved" ? resolvedAt : (fired.get(firedAt) ?? null));
  }
  return [...lanes.values()]
    .map(({ fired, ...lane }) => ({
      ...lane,
      stretches: [...fired]
        .map(([from, to]) => ({ start: from, end: to }))
        .filter((one) => one.start <= end && (one.end ?? end) >= start)
        .sort((a, b) => a.start - b.start),
    }))
    .filter(({ stretches }) => stretches.length > 0)
    .sort((a, b) => rankOf(a.severity) - rankOf(b.severity) || (a.name < b.name ? -1 : 1));
}
