/**
 * Firings that begin so near to each other that their marks would lie on one another, together.
 *
 * @param {import("./firings.js").Firing[]} firings by their beginnings
 * @param {(time: number) => number} x where a time is
 * @returns {{at: number, firings: import("./firings.js").Firing[]}[]} from left to right
 */
export function clustersOf(firings, x, nearest) {
  const clusters = [];
  for (const firing of firings) {
    const at = Math.max(0, x(firing.start));
    const last = clusters.at(-1);
    if (last && at - last.at < nearest) last.firings.push(firing);
    else clusters.push({ at, firings: [firing] });
  }
  return clusters;
}
