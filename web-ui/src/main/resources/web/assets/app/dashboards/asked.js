import { queryGrid } from "../charts/matrix.js";
import { stepText } from "../charts/step.js";
import { queryInstant, queryRange } from "../core/prometheus.js";
import { UNITS } from "../core/quantity.js";
import { rangeKey } from "../core/time-range.js";
import { unitOfQuery } from "../explore/unit.js";
import { fillPromql } from "./fill.js";

/** Two of the reports that come once a minute by OpenTelemetry's default. */
const SHORTEST_WINDOW = 150e3;
const STEPS_A_WINDOW = 4;

const MOST_POINTS = 240;
const NOTHING = { series: [] };

/** What the answers to a panel's queries depend on. */
export function keyOf({ queries }, fillings, range) {
  return JSON.stringify([queries.map(({ expr }) => expr), fillings, rangeKey(range)]);
}

/**
 * The answers to a panel's queries over time.
 *
 * @param {import("./fill.js").Fillings} fillings
 */
export async function askRanges(panel, fillings, bounds, mostPoints, signal) {
  const asked = askedOf(panel, fillings, bounds, mostPoints);
  const { grid, exprs } = asked;
  const span = { start: grid.times[0], end: grid.times.at(-1) };
  const ask = (expr) => (expr === "" ? NOTHING : queryRange(expr, span, grid.step, signal));
  return { ...asked, answers: await Promise.all(exprs.map(ask)) };
}

/** The same at the end of the range. */
export async function askInstants(panel, fillings, bounds, signal) {
  const asked = askedOf(panel, fillings, bounds, MOST_POINTS);
  const ask = (expr) => (expr === "" ? NOTHING : queryInstant(expr, bounds.end, signal));
  return { ...asked, answers: await Promise.all(asked.exprs.map(ask)) };
}

function askedOf(panel, fillings, bounds, mostPoints) {
  const grid = queryGrid(bounds, mostPoints);
  const { step } = grid;
  const lengths = {
    __interval: stepText(step),
    __rate_interval: stepText(Math.max(SHORTEST_WINDOW, STEPS_A_WINDOW * step)),
    __range: stepText(Math.round((bounds.end - bounds.start) / 1000) * 1000),
  };
  const exprs = panel.queries.map(({ expr }) => fillPromql(expr, { ...fillings, ...lengths }));
  return { grid, exprs };
}

/** That of a panel, or, where none is chosen, the one that all of its queries tell. */
export function unitOfPanel(panel, exprs, metrics) {
  if (Object.hasOwn(UNITS, panel.unit)) return UNITS[panel.unit];
  const units = new Set(exprs.map((expr) => unitOfQuery(expr, metrics)));
  return units.size === 1 ? [...units][0] : UNITS.none;
}

/** The thresholds there are, the least first: while they are written, some may be no numbers. */
export function limitsOf({ thresholds }) {
  return thresholds
    .filter(({ value }) => String(value).trim() !== "" && !Number.isNaN(Number(value)))
    .map(({ value, level }) => ({ value: Number(value), level }))
    .sort((a, b) => a.value - b.value);
}

/** How bad a value is. @returns {string} a level, or "" of none and below all thresholds */
export function levelAt(value, limits) {
  if (value === undefined || value === null) return "";
  return limits.findLast((one) => value >= one.value)?.level ?? "";
}

/** The CSS variables of levels. */
export const LEVEL_COLORS = {
  good: "--good",
  warning: "--level-warn",
  critical: "--error-mark",
};
