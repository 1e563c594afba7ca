import { getJson } from "./http.js";
import {
  anything,
  ShapeError,
  instant,
  list,
  map,
  number,
  oneOf,
  optional,
  record,
  text,
} from "./shape.js";

/** What is asked of the Prometheus-compatible API. Its times are seconds; ours are milliseconds. */
const ROOT = "/prometheus/api/v1";

/** @typedef {{start: number, end: number}} Bounds */

/** @returns series of samples at start, start + step, … up to end */
export const queryRange = (query, { start, end }, stepMillis, signal) =>
  getJson(
    `${ROOT}/query_range`,
    { query, start: start / 1000, end: end / 1000, step: stepMillis / 1000 },
    answer(queryData),
    signal,
  );

export const queryInstant = (query, time, signal) =>
  getJson(`${ROOT}/query`, { query, time: time / 1000 }, answer(queryData), signal);

/** Charts show the worst of a few; without a limit a day would have thousands. */
const MOST_EXEMPLARS = 1200;

export const queryExemplars = (query, bounds, signal) =>
  getJson(
    `${ROOT}/query_exemplars`,
    { query, ...seconds(bounds), limit: MOST_EXEMPLARS },
    exemplars,
    signal,
  );

/** @param {string} match a selector that the series must meet, or "" for all */
export const fetchLabelNames = (match, bounds, signal) =>
  getJson(`${ROOT}/labels`, { "match[]": match, ...seconds(bounds) }, texts, signal);

export const fetchLabelValues = (label, match, bounds, signal) =>
  getJson(
    `${ROOT}/label/${encodeURIComponent(label)}/values`,
    { "match[]": match, ...seconds(bounds) },
    texts,
    signal,
  );

/** @returns {Promise<Record<string, string>[]>} the labels of each series */
export const fetchSeries = (match, bounds, signal) =>
  getJson(`${ROOT}/series`, { "match[]": match, ...seconds(bounds) }, labelSets, signal);

export const fetchMetadata = (signal) => getJson(`${ROOT}/metadata`, {}, metadata, signal);

/** A label's value as it stands in a selector, quotes and all. */
export const quoted = (value) => JSON.stringify(value);

function seconds({ start, end }) {
  return { start: start / 1000, end: end / 1000 };
}

function answer(data) {
  const envelope = record({
    status: oneOf("success"),
    data,
    warnings: optional(list(text), []),
    infos: optional(list(text), []),
  });
  return (body) => {
    const { data: value, warnings, infos } = envelope(body);
    return { ...value, notes: [...warnings, ...infos] };
  };
}

const plain = (data) => {
  const envelope = record({ status: oneOf("success"), data });
  return (body) => envelope(body).data;
};

/** Prometheus writes values as texts, since JSON has no infinities. */
const value = (json, path) => {
  const inText = text(json, path);
  return inText === "+Inf" ? Infinity : inText === "-Inf" ? -Infinity : Number(inText);
};

const pair = (second) => (json, path) => {
  const [time, what] = list(anything)(json, path);
  return { time: Math.round(number(time, `${path}[0]`) * 1000), value: second(what, `${path}[1]`) };
};
const sample = pair(value);
const histogram = pair(record({ count: value, sum: value }));

const series = record({
  metric: map(text),
  value: optional(sample),
  values: optional(list(sample), []),
  histogram: optional(histogram),
  histograms: optional(list(histogram), []),
});

const RESULTS = {
  matrix: list(series),
  vector: list(series),
  scalar: (json, path) => [
    { metric: {}, value: sample(json, path), values: [], histogram: null, histograms: [] },
  ],
  string: (json, path) => [{ metric: { value: text(json[1], path) }, values: [], histograms: [] }],
};

function queryData(json, path) {
  const { resultType, result } = record({ resultType: text, result: anything })(json, path);
  const shape = RESULTS[resultType];
  if (!shape) throw new ShapeError(`${path}.resultType should be one of ${Object.keys(RESULTS)}`);
  return { resultType, series: shape(result, `${path}.result`) };
}

const texts = plain(list(text));
const labelSets = plain(list(map(text)));

const metadata = plain(
  map(
    list(record({ type: text, help: optional(text, ""), unit: optional(text, "") })),
  ),
);

/** Some write an exemplar's time as a number of seconds, some as RFC 3339. */
const exemplarTime = (json, path) =>
  typeof json === "number" ? Math.round(json * 1000) : instant(json, path);

const exemplars = plain(
  list(
    record({
      seriesLabels: map(text),
      exemplars: list(record({ labels: map(text), value, timestamp: exemplarTime })),
    }),
  ),
);
