import { AlertMarks } from "../alert-marks/alert-marks.js";
import { loadFirings } from "../alert-marks/use-firings.js";
import { TimeChart } from "../charts/time-chart.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { fetchSloBudget } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { UNITS } from "../core/quantity.js";
import { useResource } from "../core/resource.js";
import { navigate, pageHref, servicePath } from "../core/router.js";

const FILL = 0.12;

/** How the budget was used up in the course of the window, and when its alerts fired. */
export function BudgetChart({ slo }) {
  const { id, etag, service } = slo;
  const { data, problem, retry, loading } = useResource(`${id} ${etag}`, (signal) =>
    load(slo, signal),
  );
  if (problem) return html`<${ProblemPanel} problem=${problem} retry=${retry} loading=${loading} />`;
  if (data === null) {
    return html`<div class="chart-panel chart-waiting" role="status" aria-label=${t("loading")} />`;
  }
  const { times, values, bounds, firings } = data;
  const label = t("slos.course");
  const series = [{ key: "budget", label, values, color: "--accent", fill: FILL }];
  const zoom = (start, end) =>
    navigate(
      pageHref(servicePath(service), {
        range: null,
        start: new Date(start).toISOString(),
        end: new Date(end).toISOString(),
      }),
    );
  return html`
    <${TimeChart}
      title=${label}
      note=${t("slos.course.hint")}
      times=${times}
      bounds=${bounds}
      series=${series}
      unit=${UNITS.ratio}
      legend=${false}
      onZoom=${zoom}
      marks=${(toPixels) => html`
        <${AlertMarks} firings=${firings} bounds=${bounds} toPixels=${toPixels} />
      `}
    />
  `;
}

async function load({ id, service }, signal) {
  const { stepSeconds, points } = await fetchSloBudget(id, signal);
  const now = Date.now();
  const start = points[0].time - stepSeconds * 1000;
  const bounds = { start, end: Math.min(now, points.at(-1).time) };
  const firings = await loadFirings(bounds, service, signal);
  return {
    times: [start, ...points.map(({ time }) => Math.min(time, now))],
    values: [1, ...points.map(({ budgetLeft }) => budgetLeft)],
    bounds,
    firings: firings.filter(({ labels }) => labels.slo_id === id),
  };
}
