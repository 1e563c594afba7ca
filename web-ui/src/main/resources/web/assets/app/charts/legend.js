import { useMemo } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useStore } from "../core/store.js";
import { hover } from "./hover.js";
import { nearestIndex } from "./step.js";

/**
 * The names of the series, each a switch, with the value at the pointer's time, or else the last.
 * Clicked with Alt or twice, a name shows its series alone.
 *
 * @param {{series: import("./plot.js").Series[], times: number[], unit, hidden: Set<string>,
 *     setHidden: (keys: Set<string>) => void, detailed: boolean}} props
 *     a `detailed` one is a list that also has means and maxima
 */
export function Legend({ series, times, unit, hidden, setHidden, detailed = false }) {
  const pointed = useStore(hover);
  const index = pointed === null ? -1 : nearestIndex(times, pointed.time);
  const alone = (key) => {
    const others = series.filter((one) => one.key !== key).map((one) => one.key);
    const isAlone = !hidden.has(key) && others.every((other) => hidden.has(other));
    setHidden(new Set(isAlone ? [] : others));
  };
  const toggle = (key) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  };
  const pressed = (event, key) => (event.altKey || event.detail === 2 ? alone(key) : toggle(key));
  return html`
    <ul class="legend" data-detailed=${detailed} aria-label=${t("chart.series")}>
      ${detailed &&
      html`
        <li class="legend-head" aria-hidden="true">
          <span>${t(pointed === null ? "chart.last" : "chart.atPointer")}</span>
          <span>${t("chart.mean")}</span>
          <span>${t("chart.max")}</span>
        </li>
      `}
      ${series.map(
        (one) => html`
          <li key=${one.key}>
            <button
              type="button"
              aria-pressed=${!hidden.has(one.key)}
              title=${`${one.label}\n${t("chart.toggle")}`}
              onClick=${(event) => pressed(event, one.key)}
            >
              <${Swatch} color=${one.color} dashed=${one.dash?.length > 0} />
              <span class="legend-label">${one.label}</span>
            </button>
            <${Values} values=${one.values} index=${index} unit=${unit} detailed=${detailed} />
          </li>
        `,
      )}
    </ul>
  `;
}

export function Swatch({ color, dashed = false }) {
  return html`<span class="swatch" data-dashed=${dashed} style=${{ "--color": `var(${color})` }} />`;
}

function Values({ values, index, unit, detailed }) {
  const { last, mean, max } = useMemo(() => summaryOf(values), [values]);
  const show = (value) => (value === null ? "–" : unit.format(value));
  const shown = index < 0 ? last : (values[index] ?? null);
  return html`
    <span class="legend-value">${show(shown)}</span>
    ${detailed &&
    html`
      <span class="legend-value">${show(mean)}</span>
      <span class="legend-value">${show(max)}</span>
    `}
  `;
}

/** Of the values that are there; null if none is. */
function summaryOf(values) {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { last: null, mean: null, max: null };
  return {
    last: known.at(-1),
    mean: known.reduce((sum, value) => sum + value, 0) / known.length,
    max: known.reduce((max, value) => (value > max ? value : max)),
  };
}
