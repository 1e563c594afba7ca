import {
  BarController,
  BarElement,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from "chart.js";
import { cssColor, withAlpha } from "./colors.js";
import { timeTicks } from "./scale.js";

Chart.register(
  BarController,
  BarElement,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
);

/**
 * As wide in every chart whose labels fit, as most do, so that charts above each other have one
 * time axis.
 */
const VALUE_AXIS_WIDTH = 54;
const VALUE_LABEL_GAP = 6;
const PIXELS_A_TIME_TICK = 72;
const LONE_POINT_RADIUS = 1.8;
const BAR_SHARE = 0.86;
const FONT = { size: 11 };

/**
 * Series over time
 *
 * @typedef {object} Series
 * @property {string} key
 * @property {string} label
 * @property {string} color the name of a CSS variable
 * @property {(number | null)[]} values one a time; null is a gap
 * @property {number[]} [dash]
 * @property {number} [fill] how opaque the area below is
 * @property {boolean} [apart] in a stacked chart: a line of its own, not on the others
 *
 * @typedef {{times: number[], bounds: {start: number, end: number}, stacked: boolean, bars: boolean,
 *     dark: boolean,
 *     series: Series[], axis: {min: number, max: number, ticks: number[]},
 *     unit: import("../core/quantity.js").Unit}} Picture
 */

/** Draws pictures on a canvas: lines, areas, bars and axes, nothing that moves. */
export class Plot {
  #chart;

  /** @param {(area: {left, top, width, height}) => void} onArea where the lines are, in CSS pixels */
  constructor(canvas, onArea) {
    this.#chart = new Chart(canvas, {
      type: "line",
      data: { datasets: [] },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        events: [],
        font: { family: getComputedStyle(document.body).fontFamily },
        elements: { point: { radius: 0, hitRadius: 0, borderWidth: 0 } },
        layout: { padding: { top: 6, right: 10 } },
      },
      plugins: [{ id: "area", afterLayout: ({ chartArea }) => onArea(rectangle(chartArea)) }],
    });
  }

  /** @param {Picture} picture */
  show(picture) {
    const { datasets } = this.#chart.data;
    datasets.length = picture.series.length;
    const toDataset = picture.bars ? barsOf : datasetOf;
    picture.series.forEach((one, i) => {
      datasets[i] = Object.assign(datasets[i] ?? {}, toDataset(one, picture));
    });
    this.#chart.options.scales = { x: timeScale(picture), y: valueScale(picture) };
    this.#chart.update("none");
  }

  destroy() {
    this.#chart.destroy();
  }
}

function rectangle({ left, top, right, bottom }) {
  return { left, top, width: right - left, height: bottom - top };
}

function datasetOf(series, { times, stacked, dark }) {
  const { key, values, color: variable, dash = [], fill = 0, apart = false } = series;
  const color = cssColor(variable, dark);
  const below = stacked && !apart ? "stack" : "origin";
  return {
    label: key,
    data: values.map((y, i) => ({ x: times[i], y })),
    borderColor: color,
    pointBackgroundColor: color,
    borderDash: dash,
    borderWidth: stacked && !apart ? 1 : 1.5,
    pointRadius: lonePoints(values),
    fill: fill > 0 ? below : false,
    backgroundColor: withAlpha(color, fill),
    stack: apart ? key : "all",
  };
}

function barsOf({ key, values, color: variable }, { times, dark }) {
  return {
    type: "bar",
    label: key,
    data: values.map((y, i) => ({ x: times[i], y })),
    backgroundColor: cssColor(variable, dark),
    barPercentage: 1,
    categoryPercentage: BAR_SHARE,
    stack: "all",
  };
}

/** A point between gaps has no line, and is drawn as a dot. */
function lonePoints(values) {
  const lone = (i) =>
    values[i] !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
  const any = values.some((_, i) => lone(i));
  return any ? values.map((_, i) => (lone(i) ? LONE_POINT_RADIUS : 0)) : 0;
}

function timeScale({ bounds: { start, end }, bars, dark }) {
  let format = String;
  return {
    type: "linear",
    offset: false,
    stacked: bars,
    min: start,
    max: end,
    grid: { display: false },
    border: { color: cssColor("--line-strong", dark) },
    afterBuildTicks: (scale) => {
      const marks = timeTicks(start, end, Math.max(2, scale.width / PIXELS_A_TIME_TICK));
      format = marks.format;
      scale.ticks = marks.ticks.map((value) => ({ value }));
    },
    ticks: { ...tickStyle(dark), padding: 4, callback: (value) => format(value) },
  };
}

function valueScale({ axis, unit, stacked, dark }) {
  return {
    type: "linear",
    min: axis.min,
    max: axis.max,
    stacked,
    grid: { color: cssColor("--line", dark), drawTicks: false },
    border: { display: false },
    afterBuildTicks: (scale) => {
      scale.ticks = axis.ticks.map((value) => ({ value }));
    },
    afterFit: (scale) => {
      // There are two gaps in what it would take, of which one is needed.
      scale.width = Math.max(VALUE_AXIS_WIDTH, scale.width - VALUE_LABEL_GAP);
    },
    ticks: { ...tickStyle(dark), padding: VALUE_LABEL_GAP, callback: unit.format },
  };
}

function tickStyle(dark) {
  return { autoSkip: false, maxRotation: 0, font: FONT, color: cssColor("--text-faint", dark) };
}
