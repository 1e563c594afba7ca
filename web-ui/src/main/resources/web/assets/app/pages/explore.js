import { useState } from "preact/hooks";
import { MarkingSwitch } from "../alert-marks/marking-switch.js";
import { useFirings, useMarking } from "../alert-marks/use-firings.js";
import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { Segments } from "../controls/segments.js";
import { Skeleton } from "../controls/skeleton.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { boundsOf, useTimeRange } from "../core/time-range.js";
import { AddToDashboard } from "../dashboards/add-to-dashboard.js";
import { MetricBrowser } from "../explore/metric-browser.js";
import { firstQuery } from "../explore/metrics.js";
import { canAdd, letterOf, setQueries, useExplorer } from "../explore/queries.js";
import { QueryRow } from "../explore/query-row.js";
import { Results } from "../explore/results.js";
import { useAnswer, useAnswers, useReport } from "../explore/use-answers.js";
import { useCatalog } from "../explore/use-catalog.js";
import { Page } from "../shell/page.js";
import { WiderRange } from "./wider-range.js";

const NO_METRICS = [];

/** Any metric, asked in PromQL. */
export function ExplorePage() {
  const range = useTimeRange();
  const explorer = useExplorer();
  const catalog = useCatalog(range);
  const [answers, report] = useAnswers();
  const marking = useMarking();
  const metrics = catalog.data ?? NO_METRICS;
  const { view, browsing } = explorer;
  const [adding, setAdding] = useState(false);
  const asked = explorer.queries;
  const free = { expr: "", on: true, letter: letterOf(asked.length) };
  const queries = asked.length === 0 || adding ? [...asked, free] : asked;
  const change = (next) => {
    setAdding(false);
    setQueries(next);
  };
  const empty = queries.every(({ expr }) => expr === "");
  const choose = (metric) => {
    const next = { expr: firstQuery(metric), on: true };
    change(canAdd(asked) ? [...asked, next] : [...asked.slice(0, -1), next]);
  };
  const isGraph = !empty && view === "graph";
  const alerts = useFirings({ range, on: marking.on && isGraph });
  const wider = html`<${WiderRange} />`;
  return html`
    <${Page} title=${t("explore.title")} timed>
      <div class="queries">
        ${queries.map(
          (query, i) => html`
            <${AskedQuery}
              key=${query.letter}
              query=${query}
              view=${view}
              range=${range}
              metrics=${metrics}
              report=${report}
              alone=${queries.length === 1}
              onChange=${(part) =>
                change(queries.map((one, j) => (i === j ? { ...one, ...part } : one)))}
              onRemove=${() => change(queries.filter((_, j) => i !== j))}
            />
          `,
        )}
      </div>
      <${Bar}
        explorer=${explorer}
        empty=${empty}
        add=${canAdd(queries) && !adding && !empty && (() => setAdding(true))}
      >
        ${!empty &&
        html`
          <${AddToDashboard}
            exprs=${asked.filter(({ on }) => on).map(({ expr }) => expr)}
          />
        `}
        ${isGraph && html`<${MarkingSwitch} ...${marking} firings=${[]} problem=${alerts.problem} />`}
      <//>
      ${catalog.problem && html`<${ProblemPanel} ...${catalog} />`}
      <div class="explore-body" data-browsing=${browsing && !empty}>
        ${!empty &&
        html`
          <div class="explore-results">
            <${Results}
              explorer=${{ ...explorer, queries }}
              answers=${answers}
              metrics=${metrics}
              firings=${alerts.firings}
              wider=${wider}
            />
          </div>
        `}
        ${(empty || browsing) &&
        (catalog.data
          ? html`<${MetricBrowser} metrics=${metrics} onChoose=${choose} wider=${wider} />`
          : !catalog.problem && html`<${Skeleton} rows=${8} />`)}
      </div>
    <//>
  `;
}

function AskedQuery({ query, view, range, report, ...row }) {
  const answer = useAnswer(query, view, range);
  useReport(query.letter, answer, report);
  return html`<${QueryRow} query=${query} answer=${answer} bounds=${() => boundsOf(range)} ...${row} />`;
}

function Bar({ explorer: { view, browsing }, empty, add, children }) {
  const views = ["graph", "table"].map((one) => [one, t(`explore.view.${one}`)]);
  return html`
    <div class="view-bar">
      <button type="button" class="button" disabled=${!add} onClick=${add}>
        <${Icon} name="plus" />${t("explore.add")}
      </button>
      <${Segments}
        label=${t("explore.view")}
        value=${view}
        choices=${views}
        onChoose=${(one) => setQuery({ view: one === "graph" ? null : one })}
      />
      ${!empty &&
      html`
        <button
          type="button"
          class="button"
          aria-pressed=${browsing}
          onClick=${() => setQuery({ metrics: browsing ? null : "1" })}
        >
          <${Icon} name="book" />${t("explore.metrics")}
        </button>
      `}
      ${children}
    </div>
  `;
}
