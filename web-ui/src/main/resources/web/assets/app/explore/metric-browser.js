import { useState } from "preact/hooks";
import { EmptyState } from "../controls/empty-state.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { unitName } from "./metrics.js";

const SHOWN = 200;

/**
 * All metrics of the time range, with what is known of them; a click begins a query.
 *
 * @param {{metrics: import("./metrics.js").Metric[], onChoose: (metric) => void}} props
 */
export function MetricBrowser({ metrics, onChoose, wider }) {
  const [filter, setFilter] = useState("");
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const found = metrics.filter(({ name, help }) =>
    words.every((word) => name.includes(word) || help.toLowerCase().includes(word)),
  );
  if (metrics.length === 0) {
    return html`
      <${EmptyState} title=${t("explore.noMetrics")} text=${t("explore.noMetrics.text")}>
        ${wider}
      <//>
    `;
  }
  return html`
    <section class="metric-browser" aria-label=${t("explore.metrics")}>
      <label class="filter-box">
        <${Icon} name="search" />
        <input
          type="search"
          placeholder=${t("explore.filterMetrics")}
          aria-label=${t("explore.filterMetrics")}
          value=${filter}
          onInput=${(event) => setFilter(event.currentTarget.value)}
        />
      </label>
      <p class="metric-count" role="status">
        ${t("explore.metricCount", { count: found.length })}
        ${found.length > SHOWN && ` ${t("explore.mostListed", { count: SHOWN })}`}
      </p>
      <ul>
        ${found.slice(0, SHOWN).map(
          (metric) => html`
            <li key=${metric.name}>
              <button type="button" onClick=${() => onChoose(metric)} title=${metric.help}>
                <span class="metric-name">${metric.name}</span>
                <span class="metric-kind">
                  ${[metric.type, unitName(metric.unit)].filter(Boolean).join(" · ")}
                </span>
                <span class="metric-help">${metric.help}</span>
              </button>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}
