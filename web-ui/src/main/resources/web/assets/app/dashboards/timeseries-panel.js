import { useMemo } from "preact/hooks";
import { assignStrokes, shortKey } from "../charts/colors.js";
import { TimeChart } from "../charts/time-chart.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";
import { pageHref } from "../core/router.js";
import { boundsOf } from "../core/time-range.js";
import { askRanges, keyOf, LEVEL_COLORS, limitsOf, unitOfPanel } from "./asked.js";
import { PanelFrame, staleProblem } from "./panel-frame.js";
import { seriesOf } from "./series.js";

const MOST_POINTS = 240;
const MOST_SERIES = 60;
const LONE_FILL = 0.1;

/** Queries over time. @param {import("./board-panel.js").PanelProps} props */
export function TimeseriesPanel({ panel, title, about, fillings, range, metrics }) {
  const resource = useResource(keyOf(panel, fillings, range), (signal) =>
    askRanges(panel, fillings, boundsOf(range), MOST_POINTS, signal),
  );
  const { data, stale } = resource;
  const lines = useMemo(() => data && linesOf(panel, data), [data, panel]);
  if (data === null) return html`<${PanelFrame} title=${title} about=${about} resource=${resource} />`;
  return html`
    <${TimeChart}
      title=${title}
      about=${about}
      note=${noteOf(lines.count)}
      times=${data.grid.times}
      bounds=${data.grid.bounds}
      series=${lines.series}
      unit=${unitOfPanel(panel, data.exprs, metrics)}
      href=${pageHref("/explore", { expr: data.exprs })}
      stale=${stale || staleProblem(resource)}
    />
  `;
}

function noteOf(count) {
  if (count === 0) return t("dashboards.noData");
  return count > MOST_SERIES ? t("explore.mostDrawn", { count: MOST_SERIES }) : "";
}

function linesOf(panel, data) {
  const all = seriesOf(panel, data);
  const highest = ({ values }) => values.reduce((most, v) => (v > most ? v : most), -Infinity);
  const shown =
    all.length > MOST_SERIES
      ? all.sort((a, b) => highest(b) - highest(a)).slice(0, MOST_SERIES)
      : all;
  shown.sort((a, b) => (a.label < b.label ? -1 : 1));
  const strokes = assignStrokes(shown.map(({ identity }) => identity));
  const fill = shown.length === 1 ? LONE_FILL : 0;
  const series = shown.map(({ identity, label, values }) => ({
    key: shortKey(identity),
    label,
    values,
    ...strokes.get(identity),
    fill,
  }));
  return { count: all.length, series: [...series, ...limitLines(panel, data.grid)] };
}

function limitLines(panel, { times }) {
  return limitsOf(panel).map(({ value, level }) => ({
    key: `limit ${value}`,
    label: t(`dashboards.level.${level}`),
    values: times.map(() => value),
    color: LEVEL_COLORS[level],
    dash: [4, 3],
    apart: true,
  }));
}
