import { fetchRuleTemplates } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useResource } from "../core/resource.js";

/** Those that have a title in the language. */
const KNOWN = [
  "error-rate",
  "latency-p95",
  "throughput-drop",
  "no-data",
  "instance-lost",
  "breaker-open",
  "queue-backlog",
  "jvm-heap",
  "pool-exhausted",
  "cpu-saturated",
];

/** Ready rules to begin with. A comfort: without them one can still write a rule. */
export function Templates({ onChoose }) {
  const { data } = useResource("templates", fetchRuleTemplates);
  if (!data) return null;
  return html`
    <section class="templates" aria-label=${t("rules.templates")}>
      <h2>${t("rules.templates")}</h2>
      <div class="template-choices">
        ${data.templates.map(
          ({ id, title, rule }) => html`
            <button type="button" class="button" key=${id} onClick=${() => onChoose(rule)}>
              ${KNOWN.includes(id) ? t(`rules.template.${id}`) : title}
            </button>
          `,
        )}
      </div>
    </section>
  `;
}
