import { splitCondition } from "../alert-rules/threshold.js";
import { isSameService, serviceOf } from "./use-firings.js";

const SAID_ELSEWHERE = new Set([
  "alertname",
  "severity",
  "job",
  "service_name",
  "service_namespace",
]);

/**
 * Whether an alert is about what a query draws: its rule asks the same, or it is of the same service
 * as one of the series, and no other label that both have tells them apart.
 *
 * @param {import("./firings.js").Firing} firing
 * @param {{expr: string, series: {metric: Record<string, string>}[]}} answer
 */
export function isAbout({ labels, chart }, { expr, series }) {
  if (chart && conditionOf(chart) === plain(expr)) return true;
  const service = serviceOf(labels) || labels.job || "";
  if (service === "") return false;
  return series.some(({ metric }) => {
    const drawn = serviceOf(metric) || metric.job || "";
    if (drawn === "" || !isSameService(drawn, service)) return false;
    return Object.entries(labels).every(
      ([name, value]) => SAID_ELSEWHERE.has(name) || (metric[name] ?? value) === value,
    );
  });
}

function conditionOf(chart) {
  return plain(new URL(chart, location.origin).searchParams.get("expr") ?? "");
}

const plain = (expr) => splitCondition(expr).expr.replace(/\s+/g, "");
