import { useMemo } from "preact/hooks";
import { isAbout } from "../alert-marks/about.js";
import { AlertMarks } from "../alert-marks/alert-marks.js";
import { assignStrokes, shortKey } from "../charts/colors.js";
import { columnsOf } from "../charts/matrix.js";
import { stepText } from "../charts/step.js";
import { TimeChart } from "../charts/time-chart.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { identityOf, labelsOf } from "./series-label.js";
import { unitOfQuery } from "./unit.js";

const MOST_SERIES = 60;
const LONE_FILL = 0.1;

/**
 * The answers of range queries, in a chart for each unit.
 *
 * @param {{answered: {query, answer}[], several: boolean, metrics, hidden: Set<string>, firings}}
 *     props `firings` are marked on the charts that they are about
 */
export function Graph({ answered, several, metrics, hidden, firings }) {
  const charts = useMemo(
    () => chartsOf(answered, several, metrics),
    [several, metrics, ...answered.flatMap(({ query, answer }) => [query.letter, answer.data])],
  );
  const setHidden = (keys) => setQuery({ hide: [...keys].sort() }, { replace: true });
  const stale = answered.some(({ answer }) => answer.stale);
  return charts.map(
    ({ unit, letters, grid, series, count, answers }) => html`
      <div class="explore-chart" key=${unit.key}>
        <${TimeChart}
          title=${several ? letters.join(", ") : t("explore.result")}
          note=${noteOf(count, grid)}
          times=${grid.times}
          bounds=${grid.bounds}
          series=${series}
          unit=${unit}
          stale=${stale}
          hidden=${hidden}
          setHidden=${setHidden}
          marks=${(toPixels) => html`
            <${AlertMarks}
              firings=${firings.filter((one) => answers.some((answer) => isAbout(one, answer)))}
              bounds=${grid.bounds}
              toPixels=${toPixels}
            />
          `}
          detailed
        />
      </div>
    `,
  );
}

function noteOf(count, { step }) {
  const text = t("explore.seriesOfStep", { count, step: stepText(step) });
  return count > MOST_SERIES ? `${text} ${t("explore.mostDrawn", { count: MOST_SERIES })}` : text;
}

function chartsOf(answered, several, metrics) {
  const charts = new Map();
  for (const { query, answer } of answered) {
    const { data } = answer;
    const unit = unitOfQuery(data.expr, metrics);
    if (!charts.has(unit.key)) {
      charts.set(unit.key, { unit, letters: [], grid: data.grid, series: [], count: 0, answers: [] });
    }
    const chart = charts.get(unit.key);
    chart.answers.push(data);
    chart.letters.push(query.letter);
    chart.count += data.series.length;
    chart.series.push(...linesOf(data, several ? query.letter : ""));
  }
  for (const chart of charts.values()) finish(chart);
  return [...charts.values()];
}

function linesOf({ expr, series, grid }, letter) {
  const columns = columnsOf(series, grid);
  const labels = labelsOf(columns.map(({ metric }) => metric), expr, letter);
  return columns.map(({ metric, values }, i) => {
    const identity = `${letter} ${identityOf(metric)}`;
    return { key: shortKey(identity), identity, label: labels[i], values };
  });
}

function finish(chart) {
  const highest = ({ values }) => values.reduce((most, v) => (v > most ? v : most), -Infinity);
  if (chart.series.length > MOST_SERIES) {
    chart.series.sort((a, b) => highest(b) - highest(a));
    chart.series.length = MOST_SERIES;
  }
  chart.series.sort((a, b) => (a.label < b.label ? -1 : 1));
  const strokes = assignStrokes(chart.series.map(({ identity }) => identity));
  const fill = chart.series.length === 1 ? LONE_FILL : 0;
  chart.series = chart.series.map((one) => ({ ...one, ...strokes.get(one.identity), fill }));
}
