import { assignStrokes, shortKey } from "../charts/colors.js";
import { columnsOf } from "../charts/matrix.js";
import { t } from "../core/i18n.js";
import { identityOf, labelsOf } from "../explore/series-label.js";

const MOST_SERIES = 40;

/** What is compared, as lines of a chart. */
export function linesOf({ expr, series, grid }) {
  const columns = columnsOf(series.slice(0, MOST_SERIES), grid);
  const labels = labelsOf(columns.map(({ metric }) => metric), expr, "");
  const identities = columns.map(({ metric }) => identityOf(metric));
  const strokes = assignStrokes(identities);
  return columns.map(({ values }, i) => ({
    key: shortKey(identities[i]),
    label: labels[i],
    values,
    ...strokes.get(identities[i]),
    fill: 0,
  }));
}

/** The number with which it is compared, if there is one, as a line of the chart. */
export function alertLine(threshold, { times }) {
  if (threshold === null) return [];
  return [
    {
      key: "threshold",
      label: t("rules.preview.threshold"),
      values: times.map(() => threshold),
      color: "--error-mark",
      dash: [4, 3],
      apart: true,
    },
  ];
}
