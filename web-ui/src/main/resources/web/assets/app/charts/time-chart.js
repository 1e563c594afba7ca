import { useId, useMemo, useState } from "preact/hooks";
import { Hint } from "../controls/hint.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useDark } from "../core/theme.js";
import { setAbsolute } from "../core/time-range.js";
import { ChartCanvas } from "./canvas.js";
import { Legend } from "./legend.js";
import { Overlay } from "./overlay.js";
import { extentOf, valueAxis } from "./value-axis.js";
import { ValuesTable } from "./values-table.js";

const VALUE_TICKS = 4;
const NOTHING_HIDDEN = new Set();

/**
 * A panel with series over time: chart or table, and a legend. Dragging over it sets the page's time
 * range.
 *
 * @param {object} props
 * @param {string} props.title
 * @param {string} [props.about] what it is about, told on demand
 * @param {number[]} props.times at which the series have values
 * @param {number} [props.stepMillis] how long a bucket is that begins at a time; 0 for points in time
 * @param {{start: number, end: number}} props.bounds of the time axis
 * @param {import("./plot.js").Series[]} props.series
 * @param {import("../core/quantity.js").Unit} props.unit
 * @param {boolean} [props.stacked]
 * @param {boolean} [props.bars] a bar a bucket, stacked; a click on one enlarges it
 * @param {{low: number, high: number}} [props.reach] what must be in sight beside the series
 * @param {(toPixels) => any} [props.marks] what else to draw over it
 * @param {string} [props.href] where the same can be explored
 * @param {(start: number, end: number) => void} [props.onZoom] what a stretch that is dragged over
 *     is for, if not to be the page's time range
 */
export function TimeChart({
  title,
  about = "",
  note = "",
  times,
  stepMillis = 0,
  bounds,
  series,
  unit,
  bars = false,
  stacked = bars,
  stale = false,
  reach,
  marks,
  hidden: chosenHidden,
  setHidden: chooseHidden,
  detailed = false,
  legend = true,
  href = "",
  onZoom = zoom,
}) {
  const id = useId();
  const dark = useDark();
  const [ownHidden, setOwnHidden] = useState(NOTHING_HIDDEN);
  const [area, setArea] = useState(null);
  const [asTable, setAsTable] = useState(false);
  const hidden = chosenHidden ?? ownHidden;
  const offset = stepMillis / 2; // a bucket's value is drawn in its middle
  const picture = useMemo(() => {
    const shown = series.filter(({ key }) => !hidden.has(key));
    const { low, high } = extentOf(shown, stacked);
    const extent = reach
      ? { low: Math.min(low, reach.low), high: Math.max(high, reach.high) }
      : { low, high };
    const axis = valueAxis(extent, unit, VALUE_TICKS);
    return { times, bounds, series: shown, unit, stacked, bars, axis, dark };
  }, [times, bounds, series, unit, stacked, bars, hidden, dark, reach?.low, reach?.high]);
  const drawn = useMemo(
    () => ({ ...picture, times: picture.times.map((time) => time + offset) }),
    [picture, offset],
  );
  const moved = (next) => setArea((old) => (sameArea(old, next) ? old : next));
  return html`
    <section class="chart-panel" aria-label=${title} data-stale=${stale}>
      <header class="chart-head">
        <h3>${title}</h3>
        ${about && html`<${Hint} title=${t("chart.about", { title })} text=${about} />`}
        ${note && html`<span class="chart-note">${note}</span>`}
        ${href && html`<${ExploreLink} href=${href} />`}
        <${TableSwitch} on=${asTable} toggle=${() => setAsTable(!asTable)} />
      </header>
      <div class="chart-body" data-table=${asTable}>
        ${asTable
          ? html`<${ValuesTable} label=${title} ...${picture} stepMillis=${stepMillis} />`
          : html`
              <${ChartCanvas} picture=${drawn} label=${describe(title, series)} onArea=${moved} />
              ${area &&
              html`
                <${Overlay}
                  id=${id}
                  area=${area}
                  picture=${picture}
                  stepMillis=${stepMillis}
                  offset=${offset}
                  onZoom=${onZoom}
                  onPick=${bars ? (time) => onZoom(time, time + stepMillis) : null}
                >
                  ${marks}
                <//>
              `}
            `}
      </div>
      ${legend &&
      html`
        <${Legend}
          series=${series}
          times=${times}
          unit=${unit}
          hidden=${hidden}
          setHidden=${chooseHidden ?? setOwnHidden}
          detailed=${detailed}
        />
      `}
    </section>
  `;
}

function ExploreLink({ href }) {
  const label = t("chart.explore");
  return html`
    <a class="icon-button chart-switch" href=${href} aria-label=${label} title=${label}>
      <${Icon} name="search" />
    </a>
  `;
}

function TableSwitch({ on, toggle }) {
  const label = t(on ? "chart.asChart" : "chart.asTable");
  return html`
    <button
      type="button"
      class="icon-button chart-switch"
      aria-pressed=${on}
      aria-label=${label}
      title=${label}
      onClick=${toggle}
    >
      <${Icon} name=${on ? "chart" : "table"} />
    </button>
  `;
}

/** A stretch shorter than this says nothing more. */
const SHORTEST_MILLIS = 1000;

function zoom(start, end) {
  const from = Math.floor(start / 1000) * 1000;
  setAbsolute(from, Math.max(Math.ceil(end / 1000) * 1000, from + SHORTEST_MILLIS));
}

function describe(title, series) {
  return t("chart.describe", { title, count: series.length });
}

function sameArea(a, b) {
  return a !== null && ["left", "top", "width", "height"].every((side) => a[side] === b[side]);
}
