import { useEffect, useState } from "preact/hooks";
import { queryGrid } from "../charts/matrix.js";
import { queryInstant, queryRange } from "../core/prometheus.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey } from "../core/time-range.js";

const MOST_POINTS = 240;

/**
 * The answer to one query, as a range or at the end of the range.
 *
 * @param {{expr: string, on: boolean}} query
 */
export function useAnswer({ expr, on }, view, range) {
  const asked = on && expr !== "";
  const key = JSON.stringify([asked && expr, view, rangeKey(range)]);
  return useResource(key, async (signal) => {
    if (!asked) return null;
    const bounds = boundsOf(range);
    if (view === "table") {
      return { expr, view, ...(await queryInstant(expr, bounds.end, signal)) };
    }
    const grid = queryGrid(bounds, MOST_POINTS);
    const span = { start: grid.times[0], end: grid.times.at(-1) };
    return { expr, view, grid, ...(await queryRange(expr, span, grid.step, signal)) };
  });
}

/** Tells the page of an answer, which each query's own component asks for. */
export function useReport(letter, answer, report) {
  const { data, problem, loading, stale } = answer;
  useEffect(() => report(letter, answer), [data, problem, loading, stale]);
  useEffect(() => () => report(letter, null), []);
}

export function useAnswers() {
  const [answers, setAnswers] = useState({});
  const report = (letter, answer) => setAnswers((old) => ({ ...old, [letter]: answer }));
  return [answers, report];
}
