/** Round marks of a value axis, and how far it reaches. */
const DECIMAL_STEPS = [1, 2, 2.5, 5, 10];
const BINARY_STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const MINUTE = 60;
const LONG_STEPS = [60, 120, 300, 600, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800];
const EMPTY = 1;
const ROUNDING = 1e-9;

/**
 * @param {{low: number, high: number}} extent of what is to be seen
 * @param {import("../core/quantity.js").Unit} unit
 * @param {number} most marks
 * @returns {{min: number, max: number, ticks: number[]}}
 */
export function valueAxis({ low, high }, unit, most) {
  const tight = axisFrom(tightFrom(low, high), high, unit, most);
  const labels = new Set(tight.ticks.map(unit.format));
  // Marks that read alike say nothing: what is seen hardly changes.
  return labels.size === tight.ticks.length ? tight : axisFrom(Math.min(low, 0), high, unit, most);
}

function axisFrom(from, high, unit, most) {
  const to = high > from ? high : from + (Math.abs(from) || EMPTY);
  const step = roundStep((to - from) / most, unit.steps);
  const min = Math.floor(from / step) * step;
  const max = Math.ceil(to / step - ROUNDING) * step;
  const count = Math.round((max - min) / step);
  return { min, max, ticks: Array.from({ length: count + 1 }, (_, i) => min + i * step) };
}

/** Axes begin at zero, unless all there is to see would then be a line at the top. */
function tightFrom(low, high) {
  if (low < 0) return low;
  return high > 0 && low > high * 0.9 && high - low > high * 1e-6 ? low - (high - low) * 0.2 : 0;
}

function roundStep(atLeast, kind) {
  if (kind === "time" && atLeast > MINUTE / 2) {
    return LONG_STEPS.find((step) => step >= atLeast) ?? Math.ceil(atLeast / 604800) * 604800;
  }
  const binary = kind === "binary";
  const base = binary ? 1024 : 10;
  const power = base ** Math.floor(Math.log(atLeast) / Math.log(base));
  const choices = binary ? BINARY_STEPS : DECIMAL_STEPS;
  return power * (choices.find((choice) => choice * power >= atLeast * 0.999) ?? base);
}

/** The least and the largest of what the series show, one above the other if stacked. */
export function extentOf(series, stacked) {
  let low = Infinity;
  let high = -Infinity;
  const look = (value) => {
    if (value === null || !Number.isFinite(value)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  if (stacked) {
    const length = series[0]?.values.length ?? 0;
    for (let i = 0; i < length; i++) {
      look(series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0));
    }
    look(0);
  }
  for (const one of series) {
    if (!stacked || one.apart) one.values.forEach(look);
  }
  return low > high ? { low: 0, high: 0 } : { low, high };
}
