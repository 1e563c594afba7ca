import { useMemo } from "preact/hooks";
import { alignBounds, stepFor, stepText } from "../charts/step.js";
import { fetchLogHistogram, fetchLogs } from "../core/log-api.js";
import { usePages } from "../core/pages.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey } from "../core/time-range.js";
import { LEVELS, levelColor } from "../log-query/levels.js";

const PAGE = 200;
const MOST_BUCKETS = 100;
const FINE_STEPS = [1e3, 2e3, 5e3];

/** The records found so far. @param {import("../log-query/search.js").Search} search */
export function useLogs(search, range) {
  return usePages({
    key: JSON.stringify(search),
    range,
    pageSize: PAGE,
    list: "logs",
    id: "id",
    ask: (asked, signal) => fetchLogs({ ...search, ...asked }, signal),
  });
}

/**
 * How many records there are, by time and level. All levels are counted, also those that are not
 * asked for.
 */
export function useHistogram({ severity, ...search }, range) {
  const key = `${JSON.stringify(search)} ${rangeKey(range)}`;
  const resource = useResource(key, async (signal) => {
    const asked = boundsOf(range);
    const fine = FINE_STEPS.find((step) => (asked.end - asked.start) / step <= MOST_BUCKETS);
    const step = fine ?? stepFor(asked, MOST_BUCKETS);
    const choice = { ...search, ...asked, step: stepText(step) };
    const answer = await fetchLogHistogram(choice, signal);
    return { answer, step, bounds: alignBounds(asked, step) };
  });
  const chart = useMemo(() => resource.data && chartOf(resource.data, severity), [
    resource.data,
    severity.join(),
  ]);
  return { ...resource, chart };
}

/** @returns series of bars, the most severe below, and the counts of each level */
function chartOf({ answer, step, bounds }, severity) {
  const { buckets, complete, scannedUntil } = answer;
  const counts = Object.fromEntries(
    LEVELS.map((level) => [level, buckets.reduce((sum, one) => sum + (one.counts[level] ?? 0), 0)]),
  );
  const shown = LEVELS.filter((level) => severity.length === 0 || severity.includes(level));
  return {
    step,
    bounds,
    times: buckets.map(({ time }) => time),
    counts,
    total: shown.reduce((sum, level) => sum + counts[level], 0),
    shown: shown.filter((level) => counts[level] > 0),
    values: (level) => buckets.map((one) => one.counts[level] ?? 0),
    color: levelColor,
    complete,
    scannedUntil,
  };
}
