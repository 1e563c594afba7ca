import { alignBounds, stepFor } from "./step.js";

/**
 * The points in time at which a range query is asked: whole multiples of the step, so that they are
 * the same at each refresh, and none that is yet to come.
 *
 * @returns {{bounds: {start, end}, step: number, times: number[]}} `bounds` of the time axis
 */
export function queryGrid(asked, mostPoints, now = Date.now()) {
  const step = stepFor(asked, mostPoints);
  const { start } = alignBounds(asked, step);
  const end = Math.max(start, Math.floor(Math.min(asked.end, now) / step) * step);
  const times = Array.from({ length: (end - start) / step + 1 }, (_, i) => start + i * step);
  return { bounds: { start, end: Math.max(asked.end, end) }, step, times };
}

/**
 * The series of a range query's answer, one value a time; what is no number is a gap. Of native
 * histograms the count is taken, and `histogram` says so.
 *
 * @returns {{metric: Record<string, string>, values: (number | null)[], histogram: boolean}[]}
 */
export function columnsOf(series, { times, step }) {
  const [start = 0] = times;
  return series.map(({ metric, values, histograms }) => {
    const column = new Array(times.length).fill(null);
    const put = (time, value) => {
      const index = Math.round((time - start) / step);
      if (index >= 0 && index < column.length && Number.isFinite(value)) column[index] = value;
    };
    for (const { time, value } of values) put(time, value);
    for (const { time, value } of histograms) put(time, value.count);
    return { metric, values: column, histogram: histograms.length > 0 };
  });
}
