import { useMemo, useState } from "preact/hooks";
import { AlertMarks } from "../alert-marks/alert-marks.js";
import { Legend } from "../charts/legend.js";
import { extentOf } from "../charts/value-axis.js";
import { TimeChart } from "../charts/time-chart.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { UNITS } from "../core/quantity.js";
import { ExemplarMarks } from "./exemplar-marks.js";
import { thinOut } from "./exemplars.js";
import { seriesOf } from "./red-model.js";
import { useExemplars, useRed } from "./use-red.js";

const STRETCHES = 30;
const NONE = [];

/** How far above the percentiles the latency chart reaches for the sake of single calls. */
const REACH = 1.3;

/**
 * Rate, errors and latency over time.
 *
 * @param {{id, operation, groupBy, range, quantile, firings}} choice `firings` are marked on all
 */
export function RedCharts(choice) {
  const { red, groupBy, problem, retry, loading, stale } = useRed(choice);
  if (red === null) {
    return problem
      ? html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`
      : html`<${Waiting} />`;
  }
  return html`
    ${problem && html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`}
    <${Charts} ...${choice} red=${red} groupBy=${groupBy} stale=${stale} />
  `;
}

function Waiting() {
  return html`
    <div class="red-charts" role="status" aria-label=${t("loading")}>
      ${[0, 1, 2].map((i) => html`<div class="chart-panel chart-waiting" key=${i} />`)}
    </div>
  `;
}

function Charts({ red, groupBy, quantile, firings, stale, ...choice }) {
  const [hidden, setHidden] = useState(() => new Set());
  const exemplars = useExemplars(choice);
  const marked = useMemo(
    () => (groupBy ? NONE : thinOut(exemplars.data ?? NONE, red.bounds, STRETCHES)),
    [exemplars.data, red.bounds, groupBy],
  );
  const texts = {
    rate: t("figure.rate"),
    errors: t("figure.errorRate"),
    unnamed: t("service.noVersion"),
  };
  const series = useMemo(() => seriesOf(red, groupBy, quantile, texts), [red, groupBy, quantile]);
  const alerts = (toPixels) => html`
    <${AlertMarks} firings=${firings} bounds=${red.bounds} toPixels=${toPixels} />
  `;
  const common = {
    marks: alerts,
    times: red.times,
    bounds: red.bounds,
    stepMillis: red.step,
    stale,
    ...(groupBy ? { hidden, setHidden, legend: false } : {}),
  };
  return html`
    <div class="red-charts">
      <${TimeChart}
        title=${t("figure.rate")}
        series=${series.rate}
        unit=${UNITS.perSecond}
        ...${common}
      />
      <${TimeChart}
        title=${t("figure.errorRate")}
        series=${series.errors}
        unit=${UNITS.ratio}
        ...${common}
      />
      <${TimeChart}
        title=${groupBy ? t("service.latencyOf", { quantile }) : t("service.latency")}
        note=${html`<${ExemplarNote} ...${exemplars} shown=${marked.length} quiet=${groupBy !== ""} />`}
        series=${series.latency}
        unit=${UNITS.seconds}
        reach=${reachOf(series.latency, marked)}
        ...${common}
        marks=${(toPixels) => html`
          ${alerts(toPixels)}
          <${ExemplarMarks} exemplars=${marked} toPixels=${toPixels} />
        `}
      />
    </div>
    ${groupBy &&
    html`
      <div class="shared-legend">
        <${Legend}
          series=${series.rate}
          times=${red.times}
          unit=${UNITS.perSecond}
          hidden=${hidden}
          setHidden=${setHidden}
        />
        ${red.groupCount > red.groups.length &&
        html`
          <p class="note">
            ${t("service.groupsShown", { shown: red.groups.length, all: red.groupCount })}
          </p>
        `}
      </div>
    `}
  `;
}

/** Single calls may be far slower than the percentiles; those beyond stand at the top. */
function reachOf(latency, exemplars) {
  const { high } = extentOf(latency, false);
  const slowest = Math.max(0, ...exemplars.map(({ seconds }) => seconds));
  return { low: 0, high: high > 0 ? Math.min(slowest, high * REACH) : slowest };
}

/** What the marks are, or why there are none. */
function ExemplarNote({ data, problem, retry, shown, quiet }) {
  if (quiet) return null;
  if (problem && data === null) {
    return html`
      <span class="exemplar-note" role="alert" title=${problem.detail}>
        ${t("exemplar.problem")}
        <button type="button" class="quiet-button" onClick=${retry}>${t("problem.retry")}</button>
      </span>
    `;
  }
  if (shown === 0) return null;
  return html`
    <span class="exemplar-note">
      <span class="exemplar-key" data-failed="false" />${t("exemplar.key.slow")}
      <span class="exemplar-key" data-failed="true" />${t("exemplar.key.failed")}
    </span>
  `;
}
