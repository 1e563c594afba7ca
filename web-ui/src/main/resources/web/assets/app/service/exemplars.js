import { queryExemplars, quoted } from "../core/prometheus.js";

/**
 * Single calls to be shown on the latency chart: the slowest and the failed.
 *
 * @typedef {{traceId: string, spanId: string, time: number, seconds: number, failed: boolean,
 *     operation: string}} Exemplar
 */

/** @param {{id: string, operation: string}} of a service's id, and an operation or "" */
export async function fetchExemplars({ id, operation }, bounds, signal) {
  const query = selectors(id, operation).join(" or ");
  const data = await queryExemplars(query, bounds, signal);
  return data.flatMap(({ seriesLabels, exemplars }) =>
    exemplars.flatMap((one) => readExemplar(one, seriesLabels)),
  );
}

/** An id does not tell where its namespace ends, since names may have slashes, too. */
export function selectors(id, operation) {
  const kinds = 'span_kind=~"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER"';
  const parts = id.split("/");
  return parts.map((_, i) =>
    [
      `span_duration_seconds{service_namespace=${quoted(parts.slice(0, i).join("/"))}`,
      `service_name=${quoted(parts.slice(i).join("/"))}`,
      ...(operation ? [`span_name=${quoted(operation)}`] : []),
      `${kinds}}`,
    ].join(","),
  );
}

function readExemplar({ labels, value, timestamp }, seriesLabels) {
  if (!labels.trace_id || !Number.isFinite(value)) return [];
  return [
    {
      traceId: labels.trace_id,
      spanId: labels.span_id ?? "",
      time: timestamp,
      seconds: value,
      failed: seriesLabels.status_code === "STATUS_CODE_ERROR",
      operation: seriesLabels.span_name ?? "",
    },
  ];
}

/**
 * Those worth a mark: of each stretch of time, the slowest call and the slowest that failed.
 *
 * @param {Exemplar[]} exemplars
 */
export function thinOut(exemplars, { start, end }, stretches) {
  const kept = new Map();
  for (const one of exemplars) {
    const place = Math.floor(((one.time - start) / (end - start)) * stretches);
    if (place < 0 || place >= stretches) continue;
    const key = `${place} ${one.failed}`;
    const other = kept.get(key);
    if (!other || other.seconds < one.seconds) kept.set(key, one);
  }
  return [...kept.values()].sort((a, b) => a.time - b.time);
}
