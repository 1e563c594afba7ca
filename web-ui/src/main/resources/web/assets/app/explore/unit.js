import { perSecond, UNITS } from "../core/quantity.js";
import { unitOf } from "./metrics.js";
import { tokenize } from "./tokens.js";

const RATES = new Set(["rate", "irate", "deriv"]);
const COUNTS = new Set(["count", "group", "count_values"]);
const PLAIN = new Set(
  ("count_over_time changes resets absent absent_over_time present_over_time sgn ln log2 log10 exp" +
    " histogram_stdvar stdvar stdvar_over_time timestamp time pi vector day_of_week hour").split(" "),
);

/**
 * The unit of what a query gives, as far as its words tell: a guess, for the axis alone.
 *
 * @param {string} query
 * @param {import("./metrics.js").Metric[]} metrics
 * @returns {import("../core/quantity.js").Unit}
 */
export function unitOfQuery(query, metrics) {
  const tokens = tokenize(query).filter(({ kind }) => kind !== "space" && kind !== "comment");
  const words = new Set(tokens.map(({ text }) => text));
  const names = tokens.filter(({ kind }) => kind === "metric").map(({ text }) => text);
  const units = [...new Set(names.map((name) => unitOf(name, metrics)))];
  const [first] = tokens;
  if (!first || units.length !== 1) return UNITS.none;
  if (COUNTS.has(first.text) || tokens.some(({ text }) => PLAIN.has(text))) return UNITS.none;
  if (words.has("histogram_fraction")) return UNITS.ratio;
  if (isRatio(tokens)) return names.length > 1 ? UNITS.ratio : UNITS.none;
  if (tokens.some(({ kind, text, within }) => text === "*" && kind === "operator" && !within)) {
    return UNITS.none;
  }
  const [unit] = units;
  const rated = tokens.some(({ text }) => RATES.has(text));
  if (words.has("histogram_quantile") || words.has("histogram_avg")) {
    return unitOf(names[0].replace(/_bucket$/, ""), metrics);
  }
  if (words.has("histogram_count")) return rated ? UNITS.perSecond : UNITS.none;
  return rated ? perSecond(unit) : unit;
}

function isRatio(tokens) {
  return tokens.some(({ kind, text }) => kind === "operator" && (text === "/" || text === "%"));
}
