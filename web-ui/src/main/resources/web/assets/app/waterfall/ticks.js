/**
 * Round marks on a time axis.
 *
 * @param {number} from nanoseconds @param {number} to @param {number} most
 * @returns {{at: number, label: string}[]}
 */
export function axisTicks(from, to, most) {
  const step = roundStep((to - from) / Math.max(1, most));
  const { size, unit } = unitFor(Math.max(Math.abs(from), Math.abs(to)));
  const digits = Math.max(0, Math.ceil(Math.log10(size / step) - 1e-9));
  const ticks = [];
  for (let n = Math.ceil(from / step); n * step <= to; n++) {
    ticks.push({
      at: n * step,
      label: n === 0 ? `0 ${unit}` : `${((n * step) / size).toFixed(digits)} ${unit}`,
    });
  }
  return ticks;
}

function roundStep(rough) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough) ?? 10;
  return factor * power;
}

const UNITS = [
  { size: 3600e9, unit: "h" },
  { size: 60e9, unit: "m" },
  { size: 1e9, unit: "s" },
  { size: 1e6, unit: "ms" },
  { size: 1e3, unit: "µs" },
  { size: 1, unit: "ns" },
];

function unitFor(largest) {
  return UNITS.find(({ size }) => largest >= size * 2) ?? UNITS.at(-1);
}
