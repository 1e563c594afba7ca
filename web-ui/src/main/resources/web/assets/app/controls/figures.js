import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatNanos, formatRate } from "../core/units.js";
import { ErrorRate } from "./error-rate.js";

/** A duration, or a dash where nothing was measured. */
export function formatQuantile(duration) {
  return duration === null ? "–" : formatNanos(duration);
}

/**
 * The columns of rate, errors and latency that services and operations share.
 *
 * @param {(row, figure: "rate" | "errors" | "p95") => any} [trend] what stands before a figure
 */
export function figureColumns(trend = () => null) {
  const quantile = (key, label) => ({
    key,
    label,
    numeric: true,
    value: (row) => row[`${key}Nanos`],
    cell: (row) => html`${trend(row, key)}${formatQuantile(row[`${key}Nanos`])}`,
  });
  return [
    {
      key: "rate",
      label: t("figure.rate"),
      numeric: true,
      value: (row) => row.ratePerSecond,
      cell: (row) => html`${trend(row, "rate")}${formatRate(row.ratePerSecond)}`,
    },
    {
      key: "errors",
      label: t("figure.errorRate"),
      numeric: true,
      value: (row) => row.errorRate,
      cell: (row) => html`${trend(row, "errors")}<${ErrorRate} share=${row.errorRate} />`,
    },
    quantile("p50", "p50"),
    quantile("p95", "p95"),
    quantile("p99", "p99"),
  ];
}
