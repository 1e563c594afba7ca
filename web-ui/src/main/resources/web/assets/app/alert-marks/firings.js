import { lanesOf } from "../alerts/lives.js";
import { summaryOf } from "../alerts/marks.js";

/**
 * One time that an alert fired.
 *
 * @typedef {{key: string, id: string, name: string, severity: string, summary: string,
 *     labels: Record<string, string>, chart: string, start: number, end: number | null}} Firing
 *     `chart` is the address of the chart of its rule; an end of null is not yet
 */

/**
 * What fired within bounds.
 *
 * @param {object[]} entries of the history, within the bounds and later
 * @param {object[]} active what fires now, since whenever
 * @returns {Firing[]} by their beginnings
 */
export function firingsOf(entries, active, bounds) {
  const firing = active
    .filter(({ state }) => state === "firing")
    .map((alert) => ({ ...alert, kind: "firing" }));
  const known = new Map();
  for (const one of [...firing, ...entries]) {
    if (!known.has(one.id) || known.get(one.id).at < one.at) known.set(one.id, one);
  }
  return lanesOf([...entries, ...firing], bounds)
    .flatMap(({ id, name, severity, labels, stretches }) =>
      stretches.map(({ start, end }) => ({
        key: `${id} ${start}`,
        id,
        name,
        severity,
        labels,
        summary: summaryOf(known.get(id)),
        chart: known.get(id).links.chart,
        start,
        end,
      })),
    )
    .sort((a, b) => a.start - b.start);
}
