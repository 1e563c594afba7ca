import { unitOfMetric } from "../core/quantity.js";

/**
 * The metrics that there are, from the names of series and what is declared of them.
 *
 * @typedef {{name: string, names: string[], type: string, unit: string, help: string}} Metric
 *     `names` are those of its series: a classic histogram has three
 */
const PARTS = /_(bucket|sum|count)$/;

/** @returns {Metric[]} by name */
export function catalogOf(names, metadata) {
  const metrics = new Map();
  for (const name of names) {
    const family = familyOf(name, metadata);
    const known = metrics.get(family);
    if (known) known.names.push(name);
    else metrics.set(family, { name: family, names: [name], ...declared(metadata[family]) });
  }
  return [...metrics.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function familyOf(name, metadata) {
  const family = name.replace(PARTS, "");
  if (family === name || Object.hasOwn(metadata, name)) return name;
  const type = metadata[family]?.[0]?.type;
  return type === "histogram" || type === "summary" ? family : name;
}

function declared(entries) {
  const { type = "", unit = "", help = "" } = entries?.[0] ?? {};
  return { type: type === "unknown" ? "" : type, unit, help };
}

const UNIT_NAMES = { s: "seconds", ms: "milliseconds", By: "bytes", 1: "" };

/** OTLP's {request} says what is counted, and reads as that. */
export function unitName(unit) {
  return Object.hasOwn(UNIT_NAMES, unit) ? UNIT_NAMES[unit] : unit.replace(/[{}]/g, "");
}

/** A query to begin with. @param {Metric} metric */
export function firstQuery({ name, names, type }) {
  if (type === "histogram") {
    return names.includes(`${name}_bucket`)
      ? `histogram_quantile(0.95, sum by (le) (rate(${name}_bucket[5m])))`
      : `histogram_quantile(0.95, sum(rate(${name}[5m])))`;
  }
  if (type === "summary") return `rate(${name}_count[5m])`;
  return type === "counter" || name.endsWith("_total") ? `rate(${name}[5m])` : name;
}

/** The metric that a series belongs to, by the name in a query. */
export function unitOf(name, metrics) {
  const metric = metrics.find((one) => one.name === name || one.names.includes(name));
  return unitOfMetric(name, /_(bucket|count)$/.test(name) ? "" : (metric?.unit ?? ""));
}
