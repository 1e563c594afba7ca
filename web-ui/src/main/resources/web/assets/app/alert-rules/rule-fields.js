import { FormField } from "../controls/form-field.js";
import { PairRows } from "../controls/pair-rows.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { NotifierChoice } from "../notifiers/notifier-choice.js";

const SEVERITIES = ["critical", "error", "warning", "info"];

/** Name and severity. */
export function Naming({ draft, change, faults }) {
  const isRecording = draft.kind === "record";
  return html`
    <div class="form-row">
      <${FormField}
        class="grow"
        label=${t(isRecording ? "rules.record" : "rules.name")}
        placeholder=${isRecording ? "service:errors:rate5m" : "HighErrorRate"}
        value=${draft.name}
        onInput=${(name) => change({ name })}
        fault=${faults.text(isRecording ? "record" : "name")}
      />
      ${!isRecording &&
      html`
        <${FormField}
          label=${t("rules.severity")}
          value=${draft.severity}
          options=${SEVERITIES}
          onInput=${(severity) => change({ severity })}
          fault=${faults.text("severity")}
        />
      `}
    </div>
  `;
}

/** When it fires. */
export function Timing({ draft, change, faults }) {
  const field = (name, hint) => html`
    <${FormField}
      label=${t(`rules.field.${name}`)}
      hint=${hint}
      value=${draft[name]}
      onInput=${(text) => change({ [name]: text })}
      fault=${faults.text(name)}
    />
  `;
  return html`
    <fieldset class="rule-part">
      <legend>${t("rules.timing")}</legend>
      <div class="form-row">
        ${draft.kind !== "record" && field("for", t("rules.field.for.hint"))}
        ${draft.kind !== "record" && field("keepFiringFor", t("rules.field.keepFiringFor.hint"))}
        ${field("interval", t("rules.field.interval.hint"))}
      </div>
    </fieldset>
  `;
}

/** What people are told, and who. */
export function Telling({ draft, change, faults }) {
  const isRecording = draft.kind === "record";
  return html`
    <fieldset class="rule-part">
      <legend>${t("rules.telling")}</legend>
      ${!isRecording && html`<p class="field-hint">${t("rules.telling.text")}</p>`}
      ${!isRecording &&
      html`
        <${PairRows}
          legend=${t("rules.annotations")}
          add=${t("rules.annotation.add")}
          placeholder="{{ $labels.service_name }}: {{ $value | humanize }}"
          pairs=${draft.annotations}
          onChange=${(annotations) => change({ annotations })}
          faultOf=${(name) => faults.text(`annotations.${name}`)}
        />
      `}
      <${PairRows}
        legend=${t("rules.labels")}
        add=${t("rules.label.add")}
        placeholder="payments"
        pairs=${draft.labels}
        onChange=${(labels) => change({ labels })}
        faultOf=${(name) => faults.text(`labels.${name}`)}
      />
      ${!isRecording &&
      html`
        <${NotifierChoice}
          chosen=${draft.notifiers}
          onChange=${(notifiers) => change({ notifiers })}
          fault=${faults.text("notifiers")}
        />
      `}
    </fieldset>
  `;
}
