import { useMemo } from "preact/hooks";
import { FormField } from "../controls/form-field.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { boundsOf, useTimeRange } from "../core/time-range.js";
import { FaultText } from "../editor/fault-text.js";
import { placedFault } from "../editor/placed-fault.js";
import { QueryEditor } from "../editor/query-editor.js";
import { usePromql } from "../explore/promql.js";
import { tokenize as promqlTokens } from "../explore/tokens.js";
import { useLogLanguage } from "../log-query/language.js";
import { tokenize as logTokens } from "../log-query/tokens.js";
import { useWithVariables } from "./variable-language.js";

/** One query of a panel, and how its series are called. */
export function PromqlField({ query, place, path, edit, metrics, onChange }) {
  const range = useTimeRange();
  const promql = usePromql(metrics, () => boundsOf(range));
  const language = useWithVariables(promql, edit.draft.variables);
  const label = t("dashboards.query", { place: place + 1 });
  return html`
    <div class="board-query-fields">
      <${Editor}
        label=${label}
        placeholder=${t("explore.placeholder")}
        value=${query.expr}
        language=${language}
        tokenize=${promqlTokens}
        error=${edit.faults.at(`${path}.expr`)}
        onRun=${(expr) => onChange({ expr })}
      />
      <${FormField}
        label=${t("dashboards.query.legend")}
        placeholder="{{service_name}}"
        value=${query.legend}
        fault=${edit.faults.text(`${path}.legend`)}
        onInput=${(legend) => onChange({ legend })}
      />
    </div>
  `;
}

/** Which log records a panel shows. */
export function LogQueryField({ panel, path, edit, change }) {
  const range = useTimeRange();
  const logs = useLogLanguage(() => boundsOf(range));
  const language = useWithVariables(logs, edit.draft.variables);
  return html`
    <${Editor}
      label=${t("rules.logQuery")}
      placeholder=${t("logs.query.placeholder")}
      value=${panel.logQuery}
      language=${language}
      tokenize=${logTokens}
      error=${edit.faults.at(`${path}.logQuery`)}
      onRun=${(logQuery) => change({ logQuery })}
    />
  `;
}

function Editor({ label, error, tokenize, ...editor }) {
  const { value } = editor;
  const fault = useMemo(() => placedFault(error, value, tokenize), [error, value]);
  return html`
    <div class="field board-editor">
      <span>${label}</span>
      <${QueryEditor} label=${label} fault=${fault} ...${editor} />
      ${fault
        ? html`<${FaultText} fault=${fault} />`
        : html`<span class="field-error" role="status">${error?.message ?? ""}</span>`}
    </div>
  `;
}
