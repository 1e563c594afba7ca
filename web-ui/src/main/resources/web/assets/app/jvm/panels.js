import { UNITS } from "../core/quantity.js";

/**
 * What the JVM page shows. Each panel is a stack of parts of one instance, or, for all of them, one
 * line an instance. Metrics are those of OpenTelemetry's semantic conventions for the JVM.
 *
 * @typedef {object} Panel
 * @property {string} key its title is the text `jvm.<key>`
 * @property {import("../core/quantity.js").Unit} unit
 * @property {string} part the label that tells an instance's parts apart, or "" if it has none
 * @property {boolean} stacked
 * @property {(scope: Scope) => string} query
 * @property {(scope: Scope) => string} [limit] what the values cannot exceed
 *
 * @typedef {{selector: string, by: string, window: string}} Scope matchers, the label that is
 *     grouped by, and the range of rates
 */
const memory = (metric, type) => ({ selector, by }) =>
  `sum by (${by}) (${metric}{${selector},jvm_memory_type="${type}"})`;

const summed = (metric) => ({ selector, by }) => `sum by (${by}) (${metric}{${selector}})`;

/** The agent sends exponential histograms; upstream's default has classic ones. */
const collections = (read, classic) => ({ selector, by, window }) =>
  `sum by (${by}) (${read}(rate(jvm_gc_duration_seconds{${selector}}[${window}])))` +
  ` or sum by (${by}) (rate(jvm_gc_duration_seconds_${classic}{${selector}}[${window}]))`;

const pauses = ({ selector, by, window }) =>
  `histogram_quantile(0.99, sum by (${by}) (rate(jvm_gc_duration_seconds{${selector}}[${window}])))` +
  ` or histogram_quantile(0.99,` +
  ` sum by (${by},le) (rate(jvm_gc_duration_seconds_bucket{${selector}}[${window}])))`;

/** @type {Panel[]} */
export const PANELS = [
  {
    key: "heap",
    unit: UNITS.bytes,
    part: "jvm_memory_pool_name",
    stacked: true,
    query: memory("jvm_memory_used_bytes", "heap"),
    limit: ({ selector }) => `sum(jvm_memory_limit_bytes{${selector},jvm_memory_type="heap"})`,
  },
  {
    key: "afterGc",
    unit: UNITS.bytes,
    part: "jvm_memory_pool_name",
    stacked: true,
    query: memory("jvm_memory_used_after_last_gc_bytes", "heap"),
  },
  {
    key: "cpu",
    unit: UNITS.ratio,
    part: "",
    stacked: false,
    query: ({ selector, by }) => `max by (${by}) (jvm_cpu_recent_utilization_ratio{${selector}})`,
  },
  {
    key: "gcTime",
    unit: UNITS.ratio,
    part: "jvm_gc_name",
    stacked: true,
    query: collections("histogram_sum", "sum"),
  },
  { key: "gcPause", unit: UNITS.seconds, part: "jvm_gc_name", stacked: false, query: pauses },
  {
    key: "gcRate",
    unit: UNITS.perSecond,
    part: "jvm_gc_name",
    stacked: true,
    query: collections("histogram_count", "count"),
  },
  {
    key: "threads",
    unit: UNITS.none,
    part: "jvm_thread_state",
    stacked: true,
    query: summed("jvm_thread_count"),
  },
  {
    key: "nonHeap",
    unit: UNITS.bytes,
    part: "jvm_memory_pool_name",
    stacked: true,
    query: memory("jvm_memory_used_bytes", "non_heap"),
  },
  {
    key: "classes",
    unit: UNITS.none,
    part: "",
    stacked: false,
    query: summed("jvm_class_count"),
  },
];
