import { useMemo } from "preact/hooks";
import { queryGrid } from "../charts/matrix.js";
import { stepText } from "../charts/step.js";
import { TimeChart } from "../charts/time-chart.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { queryRange } from "../core/prometheus.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { unitOfQuery } from "../explore/unit.js";
import { FiringBands } from "./firing-bands.js";
import { LogsChart } from "./logs-chart.js";
import { alertLine, linesOf } from "./preview-lines.js";
import { splitCondition } from "./threshold.js";
import { TrialSummary } from "./trial-summary.js";

const MOST_POINTS = 240;
const INVALID = 400;

/** What the rule sees and what it would have done, while it is being written. */
export function Preview({ draft, trial, metrics }) {
  const isPromql = draft.kind === "expr" || draft.kind === "record";
  const refused = trial.problem !== null && trial.problem.status === INVALID;
  return html`
    <aside class="rule-preview" aria-label=${t("rules.preview")}>
      ${isPromql &&
      draft.expr !== "" &&
      !refused &&
      html`<${Chart} expr=${draft.expr} trial=${trial} metrics=${metrics} />`}
      ${draft.kind === "logQuery" &&
      draft.logQuery !== "" &&
      !refused &&
      html`<${LogsChart} query=${draft.logQuery} trial=${trial} />`}
      ${draft.kind !== "record" && html`<${TrialSummary} trial=${trial} refused=${refused} />`}
    </aside>
  `;
}

function Chart({ expr, trial, metrics }) {
  const range = useTimeRange();
  const { expr: asked, threshold } = useMemo(() => splitCondition(expr), [expr]);
  const answer = useResource(JSON.stringify([asked, rangeKey(range)]), async (signal) => {
    const grid = queryGrid(boundsOf(range), MOST_POINTS);
    const span = { start: grid.times[0], end: grid.times.at(-1) };
    return { grid, expr: asked, ...(await queryRange(asked, span, grid.step, signal)) };
  });
  const { data, problem, retry, loading, stale } = answer;
  const series = useMemo(
    () => data && [...linesOf(data), ...alertLine(threshold, data.grid)],
    [data, threshold],
  );
  const unit = useMemo(() => unitOfQuery(asked, metrics), [asked, metrics]);
  if (problem) return html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`;
  if (data === null) return html`<div class="chart-panel chart-waiting" />`;
  return html`
    <${TimeChart}
      title=${t("rules.preview.chart")}
      note=${t("explore.seriesOfStep", { count: data.series.length, step: stepText(data.grid.step) })}
      times=${data.grid.times}
      bounds=${data.grid.bounds}
      series=${series}
      unit=${unit}
      stale=${stale}
      marks=${(toPixels) =>
        trial.data && html`<${FiringBands} alerts=${trial.data.alerts} toPixels=${toPixels} />`}
    />
  `;
}
