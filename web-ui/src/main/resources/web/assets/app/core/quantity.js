import { language } from "./i18n.js";
import { formatBytes, formatNanos, formatRate, formatShare, nanos } from "./units.js";

/**
 * The units of metrics: how a value reads, and which steps of an axis are round.
 *
 * @typedef {{key: string, format: (value: number) => string, steps: "decimal" | "binary" | "time"}}
 *     Unit
 */
const finite = (format) => (value) =>
  Number.isNaN(value) ? "NaN" : Number.isFinite(value) ? format(value) : value > 0 ? "∞" : "−∞";

const signed = (format) =>
  finite((value) => (value < 0 ? `−${format(-value)}` : format(value)));

const unit = (key, format, steps = "decimal") => [key, { key, format: signed(format), steps }];

/** @type {Record<string, Unit>} */
export const UNITS = Object.fromEntries([
  unit("none", formatNumber),
  unit("seconds", (value) => (value === 0 ? "0" : formatNanos(nanos(value * 1e9))), "time"),
  unit("milliseconds", (value) => (value === 0 ? "0" : formatNanos(nanos(value * 1e6)))),
  unit("bytes", shortBytes, "binary"),
  unit("ratio", formatShare),
  unit("percent", (value) => formatShare(value / 100)),
  unit("perSecond", formatRate),
  unit("bytesPerSecond", (value) => `${shortBytes(value)}/s`, "binary"),
]);

/** The unit of so much of it every second. */
export function perSecond(of) {
  if (of.key === "bytes") return UNITS.bytesPerSecond;
  if (of.key === "seconds") return UNITS.ratio; // seconds of every second
  return of.key === "none" ? UNITS.perSecond : UNITS.none;
}

const SUFFIXES = [
  [/_bytes_per_second$/, "bytesPerSecond"],
  [/_per_second$/, "perSecond"],
  [/_timestamp_seconds$/, "none"],
  [/_seconds$/, "seconds"],
  [/_milliseconds$/, "milliseconds"],
  [/_bytes$/, "bytes"],
  [/_ratio$/, "ratio"],
];

/** As OTLP and as OpenMetrics write them. */
const WORDS = {
  s: "seconds",
  seconds: "seconds",
  ms: "milliseconds",
  By: "bytes",
  bytes: "bytes",
  ratio: "ratio",
};

/** By a metric's declared unit, else by the end of its name. @returns {Unit} */
export function unitOfMetric(name, declared = "") {
  if (Object.hasOwn(WORDS, declared)) return UNITS[WORDS[declared]];
  const base = name.replace(/_total$|_sum$/, "");
  if (/_(count|bucket)$/.test(name)) return UNITS.none;
  const suffix = SUFFIXES.find(([pattern]) => pattern.test(base));
  return suffix ? UNITS[suffix[1]] : UNITS.none;
}

function shortBytes(value) {
  return formatBytes(value).replace(".0 ", " ");
}

/** Three digits that count, with k, M and G for the large: 12.4k, 0.05, 1.2e-7. */
function formatNumber(value) {
  if (value !== 0 && value < 0.001) return value.toExponential(1);
  const options =
    value < 10_000
      ? { maximumSignificantDigits: value < 1000 ? 3 : 4 }
      : { maximumSignificantDigits: 3, notation: "compact" };
  return new Intl.NumberFormat(language(), options).format(value);
}
