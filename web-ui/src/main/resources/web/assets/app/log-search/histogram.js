import { useMemo } from "preact/hooks";
import { TimeChart } from "../charts/time-chart.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { UNITS } from "../core/quantity.js";
import { formatInstant } from "../core/units.js";

/**
 * How many lines there were, a bar a bucket, coloured by level.
 *
 * @param {{chart, stale: boolean, title?: string, marks?: (toPixels) => any}} props
 */
export function Histogram({ chart, stale, title = t("logs.histogram"), marks }) {
  const series = useMemo(
    () =>
      chart.shown.map((level) => ({
        key: level,
        label: t(`level.${level}`),
        color: chart.color(level),
        values: chart.values(level),
      })),
    [chart],
  );
  const note = chart.complete
    ? t("logs.count", { count: chart.total })
    : t("logs.countSince", { count: chart.total, time: formatInstant(chart.scannedUntil) });
  return html`
    <div class="log-histogram">
      <${TimeChart}
        title=${title}
        note=${note}
        times=${chart.times}
        stepMillis=${chart.step}
        bounds=${chart.bounds}
        series=${series}
        unit=${UNITS.none}
        bars
        legend=${false}
        stale=${stale}
        marks=${marks}
      />
    </div>
  `;
}
