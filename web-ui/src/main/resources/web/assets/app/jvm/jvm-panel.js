import { useMemo } from "preact/hooks";
import { AlertMarks } from "../alert-marks/alert-marks.js";
import { assignStrokes, strokesInOrder } from "../charts/colors.js";
import { columnsOf, queryGrid } from "../charts/matrix.js";
import { stepText } from "../charts/step.js";
import { TimeChart } from "../charts/time-chart.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { queryInstant, queryRange, quoted } from "../core/prometheus.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { boundsOf, rangeKey } from "../core/time-range.js";

const MOST_POINTS = 120;

/** Two of the reports that come once a minute by OpenTelemetry's default. */
const SHORTEST_WINDOW = 150e3;
const FILL = 0.32;
const THIN_FILL = 0.1;

/**
 * One panel of the JVM page.
 *
 * @param {{panel: import("./panels.js").Panel, job: string, instance: string | null, range,
 *     firings}} props `instance` null means all of them, compared; `firings` are marked
 */
export function JvmPanel({ panel, job, instance, range, firings }) {
  const key = JSON.stringify([panel.key, job, instance, rangeKey(range)]);
  const { data, problem, retry, loading, stale } = useResource(key, (signal) =>
    load(panel, job, instance, range, signal),
  );
  const title = t(`jvm.${panel.key}`);
  const series = useMemo(() => data && seriesOf(panel, data, title), [data, title]);
  if (problem && data === null) {
    return html`
      <section class="chart-panel chart-failed" aria-label=${title}>
        <header class="chart-head"><h3>${title}</h3></header>
        <${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />
      </section>
    `;
  }
  if (data === null) {
    return html`<div class="chart-panel chart-waiting" role="status" aria-label=${t("loading")} />`;
  }
  const note =
    data.limit !== null ? t("jvm.limit", { limit: panel.unit.format(data.limit) }) : "";
  return html`
    <${TimeChart}
      title=${title}
      note=${series.length === 0 ? t("jvm.notReported") : note}
      times=${data.grid.times}
      bounds=${data.grid.bounds}
      series=${series}
      unit=${panel.unit}
      href=${pageHref("/explore", { expr: data.query })}
      stacked=${panel.stacked && data.byPart}
      marks=${(toPixels) => html`
        <${AlertMarks} firings=${firings} bounds=${data.grid.bounds} toPixels=${toPixels} />
      `}
      stale=${stale || (problem !== null && !loading)}
    />
  `;
}

async function load(panel, job, instance, range, signal) {
  const grid = queryGrid(boundsOf(range), MOST_POINTS);
  const byPart = instance !== null;
  const scope = {
    selector: [`job=${quoted(job)}`, byPart && instance && `instance=${quoted(instance)}`]
      .filter(Boolean)
      .join(","),
    by: byPart && panel.part ? panel.part : "instance",
    window: stepText(Math.max(SHORTEST_WINDOW, grid.step)),
  };
  const end = grid.times.at(-1);
  const query = panel.query(scope);
  const [answer, limit] = await Promise.all([
    queryRange(query, { start: grid.times[0], end }, grid.step, signal),
    panel.limit && byPart ? queryInstant(panel.limit(scope), end, signal) : null,
  ]);
  return {
    query,
    grid,
    byPart: byPart && panel.part !== "",
    alone: byPart && panel.part === "", // one line, which the title names
    label: scope.by,
    columns: columnsOf(answer.series, grid),
    limit: limit?.series[0]?.value?.value ?? null,
  };
}

function seriesOf(panel, { columns, label, byPart, alone }, title) {
  const name = ({ metric }) => metric[label] ?? "";
  const strokes = (byPart ? strokesInOrder : assignStrokes)(columns.map(name));
  const fill = panel.stacked && byPart ? FILL : columns.length === 1 ? THIN_FILL : 0;
  return columns
    .map((column) => ({
      key: name(column),
      label: alone ? title : name(column) || t("jvm.unnamed"),
      ...(alone ? { color: "--accent" } : strokes.get(name(column))),
      values: column.values,
      fill,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
