import { Icon } from "../controls/icon.js";
import { ProblemPanel } from "../controls/problem-panel.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { FaultText } from "../editor/fault-text.js";
import { QueryEditor } from "../editor/query-editor.js";
import { faultOf } from "./fault.js";
import { usePromql } from "./promql.js";

/**
 * One query: its letter, which switches it on and off, its text, and what is wrong with it.
 *
 * @param {{query: import("./queries.js").Query, answer, metrics, bounds, alone: boolean,
 *     onChange: (change) => void, onRemove: () => void}} props
 */
export function QueryRow({ query, answer, metrics, bounds, alone, onChange, onRemove }) {
  const { letter, expr, on } = query;
  const problem = answer?.problem ?? null;
  const fault = faultOf(problem, expr);
  const language = usePromql(metrics, bounds);
  return html`
    <div class="query-row">
      <button
        type="button"
        class="query-letter"
        aria-pressed=${on}
        aria-label=${t("explore.switch", { letter })}
        title=${t("explore.switch", { letter })}
        onClick=${() => onChange({ on: !on })}
      >
        ${letter}
      </button>
      <${QueryEditor}
        label=${t("explore.query", { letter })}
        placeholder=${t("explore.placeholder")}
        value=${expr}
        language=${language}
        fault=${fault}
        autoFocus=${expr === ""}
        onRun=${(text) => onChange({ expr: text, on: true })}
      />
      <button
        type="button"
        class="icon-button"
        disabled=${alone && expr === ""}
        aria-label=${t("explore.remove", { letter })}
        title=${t("explore.remove", { letter })}
        onClick=${onRemove}
      >
        <${Icon} name="close" />
      </button>
      ${fault && html`<${FaultText} fault=${fault} />`}
      ${problem &&
      !fault &&
      html`
        <${ProblemPanel} problem=${problem} retry=${answer.retry} loading=${answer.loading} />
      `}
    </div>
  `;
}
