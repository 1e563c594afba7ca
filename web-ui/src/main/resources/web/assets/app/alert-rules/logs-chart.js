import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useTimeRange } from "../core/time-range.js";
import { Histogram } from "../log-search/histogram.js";
import { useHistogram } from "../log-search/use-logs.js";
import { FiringBands } from "./firing-bands.js";
import { useSettled } from "./use-trial.js";

/** How many records a rule over logs finds, over time. */
export function LogsChart({ query, trial }) {
  const settled = useSettled(query);
  const { chart, problem, retry, loading, stale } = useHistogram(
    { query: settled, severity: [] },
    useTimeRange(),
  );
  if (problem) return html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`;
  if (!chart) return html`<div class="chart-panel chart-waiting" />`;
  return html`
    <${Histogram}
      title=${t("rules.preview.chart")}
      chart=${chart}
      stale=${stale}
      marks=${(toPixels) =>
        trial.data && html`<${FiringBands} alerts=${trial.data.alerts} toPixels=${toPixels} />`}
    />
  `;
}
