import { assignStrokes } from "../charts/colors.js";
import { timesBetween } from "../charts/step.js";

/**
 * The answer of /red as series of the three charts.
 *
 * @typedef {{key: string, label: string, calls: number[], errors: number[],
 *     quantiles: Record<string, (number | null)[]>}} Group `quantiles` in seconds
 */
export const QUANTILES = ["p50", "p90", "p95", "p99"];
const MOST_GROUPS = 20;

/** What has ended so recently may not have come in yet. */
const ON_THE_WAY_MILLIS = 6000;

/**
 * @param {{stepSeconds: number, series: object[]}} answer
 * @param {{start: number, end: number}} bounds aligned to the step
 * @param {"service" | "operation" | "version" | ""} groupBy
 * @param {number} now
 * @param {number} [mostGroups] of which there may be thousands; the most called are taken
 */
export function readRed(answer, bounds, groupBy, now, mostGroups = MOST_GROUPS) {
  const step = answer.stepSeconds * 1000;
  const times = timesBetween(bounds, step).filter((time) => coverage(time, step, now) >= 0.5);
  const groups = answer.series.map((one) => readGroup(one, groupBy, times));
  groups.sort((a, b) => sum(b.calls) - sum(a.calls));
  return {
    step,
    times,
    bounds,
    groups: groups.slice(0, mostGroups),
    groupCount: groups.length,
    seconds: times.map((time) => (step / 1000) * Math.min(1, coverage(time, step, now))),
  };
}

/** How much of the bucket lies in the past that is known. */
function coverage(time, step, now) {
  return (now - ON_THE_WAY_MILLIS - time) / step;
}

function readGroup({ labels, points }, groupBy, times) {
  const label = groupBy ? (labels[groupBy] ?? "") : "";
  const byTime = new Map(points.map((point) => [point.time, point]));
  const column = (read) => times.map((time) => read(byTime.get(time)));
  const quantile = (name) =>
    column((point) => {
      const duration = point?.[`${name}Nanos`] ?? null;
      return duration === null ? null : duration / 1e9;
    });
  return {
    key: label,
    label,
    calls: column((point) => point?.calls ?? 0),
    errors: column((point) => point?.errors ?? 0),
    quantiles: Object.fromEntries(QUANTILES.map((name) => [name, quantile(name)])),
  };
}

/** Calls per second, errors as a share of the calls, percentiles. */
export function seriesOf(red, groupBy, quantile, texts) {
  return groupBy ? compared(red, quantile, texts) : alone(red, texts);
}

function alone({ groups, seconds }, texts) {
  const [all] = groups;
  if (!all) return { rate: [], errors: [], latency: [] };
  const color = { p50: "--latency-1", p90: "--latency-2", p95: "--latency-3", p99: "--latency-4" };
  return {
    rate: [line("rate", texts.rate, "--accent", perSecondOf(all, seconds), { fill: 0.12 })],
    errors: [line("errors", texts.errors, "--error-mark", sharesOf(all), { fill: 0.16 })],
    latency: QUANTILES.map((name) => line(name, name, color[name], all.quantiles[name])),
  };
}

function compared({ groups, seconds }, quantile, texts) {
  const strokes = assignStrokes(groups.map(({ key }) => key));
  const lines = (values) =>
    groups.map((group) => ({
      key: group.key,
      label: group.label || texts.unnamed,
      ...strokes.get(group.key),
      values: values(group),
    }));
  return {
    rate: lines((group) => perSecondOf(group, seconds)),
    errors: lines(sharesOf),
    latency: lines((group) => group.quantiles[quantile]),
  };
}

const line = (key, label, color, values, more = {}) => ({ key, label, color, values, ...more });

export const perSecondOf = ({ calls }, seconds) => calls.map((count, i) => count / seconds[i]);

/** Where nothing was called there is no share. */
export const sharesOf = ({ calls, errors }) =>
  calls.map((count, i) => (count === 0 ? null : errors[i] / count));

function sum(counts) {
  return counts.reduce((total, count) => total + count, 0);
}
