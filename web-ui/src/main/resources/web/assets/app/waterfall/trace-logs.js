import { useMemo } from "preact/hooks";
import { fetchLogs } from "../core/log-api.js";
import { useResource } from "../core/resource.js";
import { LEVELS, levelOf } from "../log-query/levels.js";

const MOST = 1000;

/** Services log of a call also before its first span begins, and after its last has ended. */
const MARGIN_MILLIS = 60_000;

/**
 * What was logged within a trace.
 *
 * @typedef {{log: object, at: number, level: string}} PlacedLog `at` in nanoseconds from the trace's
 *     start
 * @typedef {{all: PlacedLog[], bySpan: Map<string, PlacedLog[]>, more: boolean}} TraceLogs in the
 *     order of time; `more` says that there are more than these
 *
 * @param {ReturnType<import("./model.js").buildTrace> | null} trace null while it is not known
 * @returns `logs` are null until they are known
 */
export function useTraceLogs(traceId, trace) {
  const resource = useResource(trace === null ? "" : traceId, async (signal) => {
    if (trace === null) return null;
    const start = Number(trace.startNano / 1_000_000n);
    const end = start + Math.ceil(trace.duration / 1e6);
    const bounds = { start: start - MARGIN_MILLIS, end: end + MARGIN_MILLIS };
    return fetchLogs({ traceId, ...bounds, limit: MOST }, signal);
  });
  const { data } = resource;
  const logs = useMemo(() => (data && trace ? placed(data, trace) : null), [data, trace]);
  return { ...resource, logs };
}

/** @returns {TraceLogs} */
function placed({ logs, cursor }, trace) {
  const all = logs
    .map((log) => ({
      log,
      at: Number(log.timeUnixNano - trace.startNano),
      level: levelOf(log),
    }))
    .sort((a, b) => a.at - b.at);
  const bySpan = new Map();
  for (const one of all) {
    const { spanId } = one.log;
    if (!bySpan.has(spanId)) bySpan.set(spanId, []);
    bySpan.get(spanId).push(one);
  }
  return { all, bySpan, more: cursor !== null };
}

/**
 * Marks of logs on a stretch of time. Those that would lie on each other are one, of the level that is
 * most severe.
 *
 * @param {PlacedLog[]} logs
 * @param {{from: number, to: number}} view
 * @param {number} most marks side by side
 * @returns {{share: number, level: string, logs: PlacedLog[]}[]} `share` is from 0 to 1
 */
export function marksOf(logs, { from, to }, most) {
  const marks = new Map();
  for (const one of logs) {
    const share = (one.at - from) / (to - from);
    if (share < 0 || share > 1) continue;
    const place = Math.round(share * most);
    const mark = marks.get(place);
    if (mark === undefined) marks.set(place, { share, level: one.level, logs: [one] });
    else {
      mark.logs.push(one);
      if (LEVELS.indexOf(one.level) < LEVELS.indexOf(mark.level)) mark.level = one.level;
    }
  }
  return [...marks.values()];
}
