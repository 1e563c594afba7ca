import { EmptyState } from "../controls/empty-state.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { Graph } from "./graph.js";
import { setQueries } from "./queries.js";
import { ResultTable } from "./result-table.js";

/**
 * What the queries gave: charts or tables, and what to do where that is nothing.
 *
 * @param {{explorer, answers, metrics, firings}} props
 */
export function Results({ explorer, answers, metrics, firings, wider }) {
  const { queries, view, hidden } = explorer;
  const answered = queries
    .filter(({ on, expr }) => on && expr !== "")
    .map((query) => ({ query, answer: answers[query.letter] }))
    .filter(({ answer }) => answer?.data && answer.data.view === view);
  const withSeries = answered.filter(({ answer }) => answer.data.series.length > 0);
  const without = answered.filter(
    ({ answer }) => answer.data.series.length === 0 && !answer.stale && !answer.problem,
  );
  const waiting = queries.some(
    ({ letter, on, expr }) =>
      on && expr !== "" && !(answers[letter]?.data || answers[letter]?.problem),
  );
  return html`
    ${waiting &&
    withSeries.length === 0 &&
    html`<div class="chart-panel chart-waiting" role="status" aria-label=${t("loading")} />`}
    ${view === "graph" &&
    html`
      ${histogramQueries(withSeries).map(
        ({ query }) => html`
          <${HistogramHint} key=${query.letter} query=${query} queries=${queries} />
        `,
      )}
      <${Graph}
        answered=${withSeries}
        several=${queries.length > 1}
        metrics=${metrics}
        hidden=${hidden}
        firings=${firings}
      />
    `}
    ${view === "table" &&
    withSeries.map(
      ({ query, answer }) => html`
        <${ResultTable}
          key=${query.letter}
          query=${query}
          answer=${answer}
          metrics=${metrics}
          several=${queries.length > 1}
        />
      `,
    )}
    ${without.length > 0 &&
    withSeries.length === 0 &&
    html`
      <${EmptyState} title=${t("explore.none")} text=${t("explore.none.text")}>
        ${wider}
        <button type="button" class="button" onClick=${() => setQuery({ metrics: "1" })}>
          ${t("explore.metrics")}
        </button>
      <//>
    `}
    ${answered
      .flatMap(({ answer }) => answer.data.notes)
      .map((note) => html`<p class="note" key=${note}>${note}</p>`)}
  `;
}

function histogramQueries(answered) {
  return answered.filter(({ answer }) =>
    answer.data.series.some(({ histograms }) => histograms.length > 0),
  );
}

/** A histogram is no number: its counts are drawn, and better queries offered. */
function HistogramHint({ query, queries }) {
  const inner = /^[\w:]+(\{[^}]*\})?$/.test(query.expr) ? `rate(${query.expr}[5m])` : query.expr;
  const offers = [`histogram_quantile(0.95, sum(${inner}))`, `histogram_count(sum(${inner}))`];
  const take = (expr) =>
    setQueries(queries.map((one) => (one.letter === query.letter ? { ...one, expr } : one)));
  return html`
    <p class="explore-hint">
      <span>${t("explore.isHistogram", { letter: query.letter })}</span>
      ${offers.map(
        (expr) => html`
          <button type="button" key=${expr} class="button" onClick=${() => take(expr)}>
            <code>${expr}</code>
          </button>
        `,
      )}
    </p>
  `;
}
