import { useMemo } from "preact/hooks";
import { FormField } from "../controls/form-field.js";
import { Segments } from "../controls/segments.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { boundsOf, useTimeRange } from "../core/time-range.js";
import { FaultText } from "../editor/fault-text.js";
import { placedFault } from "../editor/placed-fault.js";
import { QueryEditor } from "../editor/query-editor.js";
import { usePromql } from "../explore/promql.js";
import { tokenize as promqlTokens } from "../explore/tokens.js";
import { useLogLanguage } from "../log-query/language.js";
import { LEVELS } from "../log-query/levels.js";
import { tokenize as logTokens } from "../log-query/tokens.js";
import { KINDS } from "./draft.js";

/** What the rule looks at. @param {{draft, change: (part) => void, faults, metrics, isNew}} props */
export function Condition({ draft, change, faults, metrics, isNew }) {
  const { kind } = draft;
  return html`
    <fieldset class="rule-part">
      <legend>${t("rules.condition")}</legend>
      ${isNew &&
      html`
        <${Segments}
          label=${t("rules.condition")}
          value=${kind}
          choices=${KINDS.map((one) => [one, t(`rules.kind.${one}`)])}
          onChoose=${(one) => change({ kind: one })}
        />
      `}
      <p class="field-hint">${t(`rules.kind.${kind}.text`)}</p>
      ${(kind === "expr" || kind === "record") &&
      html`<${Promql} draft=${draft} change=${change} faults=${faults} metrics=${metrics} />`}
      ${kind === "logQuery" && html`<${Logs} draft=${draft} change=${change} faults=${faults} />`}
      ${kind === "newPattern" &&
      html`<${Patterns} draft=${draft} change=${change} faults=${faults} />`}
    </fieldset>
  `;
}

function Promql({ draft: { expr }, change, faults, metrics }) {
  const range = useTimeRange();
  const language = usePromql(metrics, () => boundsOf(range));
  const error = faults.at("expr");
  const fault = useMemo(() => placedFault(error, expr, promqlTokens), [error, expr]);
  return html`
    <div class="field rule-query">
      <span>${t("rules.expr")}</span>
      <${QueryEditor}
        label=${t("rules.expr")}
        placeholder=${t("rules.expr.placeholder")}
        value=${expr}
        language=${language}
        fault=${fault}
        onRun=${(text) => change({ expr: text })}
      />
      <${QueryFault} error=${error} fault=${fault} />
    </div>
  `;
}

function Logs({ draft: { logQuery, threshold, window }, change, faults }) {
  const range = useTimeRange();
  const language = useLogLanguage(() => boundsOf(range));
  const error = faults.at("logQuery");
  const fault = useMemo(() => placedFault(error, logQuery, logTokens), [error, logQuery]);
  return html`
    <div class="field rule-query">
      <span>${t("rules.logQuery")}</span>
      <${QueryEditor}
        label=${t("rules.logQuery")}
        placeholder=${t("logs.query.placeholder")}
        value=${logQuery}
        language=${language}
        fault=${fault}
        onRun=${(text) => change({ logQuery: text })}
      />
      <${QueryFault} error=${error} fault=${fault} />
    </div>
    <div class="form-row">
      <${FormField}
        label=${t("rules.threshold")}
        value=${threshold}
        onInput=${(text) => change({ threshold: text })}
        fault=${faults.text("threshold")}
      />
      <${FormField}
        label=${t("rules.window")}
        value=${window}
        onInput=${(text) => change({ window: text })}
        fault=${faults.text("window")}
      />
    </div>
  `;
}

function Patterns({ draft: { service, severities, window }, change, faults }) {
  const toggle = (level) =>
    change({
      severities: severities.includes(level)
        ? severities.filter((one) => one !== level)
        : [...severities, level],
    });
  return html`
    <div class="form-row">
      <${FormField}
        label=${t("services.name")}
        placeholder=${t("search.any")}
        value=${service}
        onInput=${(text) => change({ service: text })}
        fault=${faults.text("newPattern.service")}
      />
      <${FormField}
        label=${t("rules.window")}
        value=${window}
        onInput=${(text) => change({ window: text })}
        fault=${faults.text("newPattern.window")}
      />
    </div>
    <div class="field">
      <span>${t("rules.levels")}</span>
      <div class="segments" role="group" aria-label=${t("rules.levels")}>
        ${LEVELS.slice(0, 4).map(
          (level) => html`
            <button
              type="button"
              key=${level}
              aria-pressed=${severities.includes(level)}
              onClick=${() => toggle(level)}
            >
              ${t(`level.${level}`)}
            </button>
          `,
        )}
      </div>
      <span class="field-error" role="status">${faults.text("newPattern.severities")}</span>
    </div>
  `;
}

function QueryFault({ error, fault }) {
  if (fault) return html`<${FaultText} fault=${fault} />`;
  return html`<span class="field-error" role="status">${error?.message ?? ""}</span>`;
}
