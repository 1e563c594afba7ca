import { columnsOf } from "../charts/matrix.js";
import { identityOf, labelsOf } from "../explore/series-label.js";

const LABEL = /\{\{\s*([\w.]+)\s*\}\}/g;
const LETTER_A = 65;

/**
 * The series of all queries of a panel, named by the queries' legends.
 *
 * @param {{queries: {legend: string}[]}} panel
 * @returns {{identity: string, label: string, values: (number | null)[]}[]}
 */
export function seriesOf(panel, { grid, exprs, answers }) {
  return answers.flatMap(({ series }, i) => {
    const columns = columnsOf(series, grid);
    const names = namesOf(panel, i, columns.map(({ metric }) => metric), exprs[i]);
    return columns.map(({ metric, values }, j) => ({
      identity: `${i} ${identityOf(metric)}`,
      label: names[j],
      values,
    }));
  });
}

/** @param {Record<string, string>[]} metrics labels of the series of one query */
function namesOf({ queries }, i, metrics, expr) {
  const legend = queries[i]?.legend ?? ""; // while one writes, answers may be older than queries
  if (legend === "") {
    const letter = queries.length > 1 ? String.fromCharCode(LETTER_A + i) : "";
    return labelsOf(metrics, expr, letter);
  }
  return metrics.map((metric) => legend.replace(LABEL, (_, name) => metric[name] ?? ""));
}
