import { ErrorRate } from "../controls/error-rate.js";
import { formatQuantile } from "../controls/figures.js";
import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { formatAgo, formatRate } from "../core/units.js";

/** The service's own row of the service list, spread out. Without it the operations still show. */
export function Figures({ service, stale, loading, children }) {
  const figures = [
    [t("figure.rate"), (s) => formatRate(s.ratePerSecond)],
    [t("figure.errorRate"), (s) => html`<${ErrorRate} share=${s.errorRate} />`],
    ["p50", (s) => formatQuantile(s.p50Nanos)],
    ["p95", (s) => formatQuantile(s.p95Nanos)],
    ["p99", (s) => formatQuantile(s.p99Nanos)],
    [t("services.instances"), (s) => formatCount(s.instances)],
    [t("services.lastSeen"), (s) => (s.lastSeen === null ? "–" : formatAgo(s.lastSeen))],
  ];
  return html`
    <dl class="figures" data-stale=${stale} aria-busy=${loading}>
      ${figures.map(
        ([label, show]) => html`
          <div>
            <dt>${label}</dt>
            <dd>${service ? show(service) : "–"}</dd>
          </div>
        `,
      )}
      ${children}
    </dl>
  `;
}
