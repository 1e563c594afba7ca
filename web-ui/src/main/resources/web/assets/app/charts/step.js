/** Steps between points, in milliseconds; all are multiples of the 10 s in which metrics come. */
const STEPS = [
  10e3, 20e3, 30e3, 60e3, 120e3, 180e3, 300e3, 600e3, 900e3, 1800e3, 3600e3, 7200e3, 10800e3, 21600e3,
  43200e3, 86400e3, 172800e3, 604800e3,
];

/** The shortest step that gives at most so many points. */
export function stepFor({ start, end }, mostPoints) {
  return STEPS.find((step) => (end - start) / step <= mostPoints) ?? STEPS.at(-1);
}

/**
 * The bounds moved to whole steps, so that buckets are the same at each refresh, and do not tremble
 * as time goes on.
 */
export function alignBounds({ start, end }, step) {
  return { start: Math.floor(start / step) * step, end: Math.ceil(end / step) * step };
}

/** start, start + step, … below end. */
export function timesBetween({ start, end }, step) {
  return Array.from({ length: Math.ceil((end - start) / step) }, (_, i) => start + i * step);
}

/** 30s, 5m, 2h: as the API and PromQL take it. */
export function stepText(millis) {
  const seconds = millis / 1000;
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** The index of the time nearest to one, of ascending times; -1 if there is none. */
export function nearestIndex(times, time) {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] + times[middle + 1]) / 2 < time) low = middle + 1;
    else high = middle;
  }
  return high;
}
