import { ChangeProblem } from "../controls/change-problem.js";
import { FormField } from "../controls/form-field.js";
import { useChange } from "../controls/use-change.js";
import { useFocusIn } from "../controls/use-focus-in.js";
import { createSlo, fetchSlo, replaceSlo } from "../core/alert-api.js";
import { fetchServices } from "../core/api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { useResource } from "../core/resource.js";
import { serviceId } from "../core/service-id.js";
import { boundsOf, rangeKey, useTimeRange } from "../core/time-range.js";
import { NotifierChoice } from "../notifiers/notifier-choice.js";

const SHOWN = ["name", "service", "operation", "latency", "objective", "window", "notifiers"];
const FIRST = {
  name: "",
  service: "",
  operation: "",
  latency: "",
  percent: "99.9",
  window: "30d",
  notifiers: [],
};

/** @param {{slo: object | null, done: () => void, cancel: () => void}} props null for a new one */
export function SloForm({ slo, done, cancel }) {
  const of = slo?.id ?? "new";
  const [base, setBase] = useKept(`base ${of}`, slo);
  const [draft, setDraft] = useKept(`draft ${of}`, () => (slo ? draftOf(slo) : FIRST));
  const { busy, problem, run } = useChange(`slo ${of}`);
  const form = useFocusIn();
  const services = useServices();
  const faultOf = (field) =>
    (problem?.errors ?? [])
      .filter(({ parameter }) => parameter.split("[")[0] === field)
      .map(({ message }) => message)
      .join(" ");
  const field = (name, more = {}) => html`
    <${FormField}
      label=${t(`slos.field.${name}`)}
      value=${draft[name]}
      onInput=${(text) => setDraft({ ...draft, [name]: text })}
      fault=${faultOf(fieldOf(name))}
      ...${more}
    />
  `;
  const save = async (event) => {
    event.preventDefault();
    const body = sloOf(draft, base?.asStored);
    const send = () => (base ? replaceSlo(base.id, body, base.etag) : createSlo(body));
    if (await run(send)) done();
  };
  const reload = async () => {
    const fresh = await run(() => fetchSlo(base.id));
    if (!fresh) return;
    setBase(fresh);
    setDraft(draftOf(fresh));
  };
  return html`
    <form ref=${form} class="alert-form" aria-label=${t("slos.slo")} onSubmit=${save}>
      <p class="note">${t("slos.text")}</p>
      <div class="form-row">
        ${field("name", { class: "grow", placeholder: t("slos.name.placeholder") })}
        ${field("percent", { placeholder: "99.9" })}
        ${field("window", { hint: "1d–30d" })}
      </div>
      <div class="form-row">
        ${field("service", { options: services })}
        ${field("operation", { placeholder: t("search.any") })}
        ${field("latency", { placeholder: "300ms", hint: t("slos.latency.hint") })}
      </div>
      <${NotifierChoice}
        chosen=${draft.notifiers}
        onChange=${(notifiers) => setDraft({ ...draft, notifiers })}
        fault=${faultOf("notifiers")}
      />
      <${ChangeProblem}
        problem=${problem}
        isShown=${(name) => SHOWN.includes(name.split("[")[0])}
        reload=${reload}
      />
      <div class="form-buttons">
        <button type="submit" class="button primary" disabled=${busy}>
          ${t(base ? "rules.save" : "slos.create")}
        </button>
        <button type="button" class="quiet-button" onClick=${cancel}>${t("form.cancel")}</button>
      </div>
    </form>
  `;
}

const fieldOf = (name) => (name === "percent" ? "objective" : name);

function draftOf({ name, service, operation, latency, objective, window, notifiers }) {
  const percent = String(Number((objective * 100).toFixed(6)));
  return { name, service, operation, latency, percent, window, notifiers };
}

/** What the fields do not show of a stored one stays. */
function sloOf(draft, stored = {}) {
  const { name, service, operation, latency, percent, window, notifiers } = draft;
  const share = percent.trim() === "" ? NaN : Number(percent.replace("%", "")) / 100;
  return {
    ...stored,
    name: name.trim(),
    service: service.trim(),
    operation: operation.trim() || null,
    latency: latency.trim() || null,
    objective: Number.isNaN(share) ? percent : Number(share.toFixed(8)),
    window: window.trim() || null,
    notifiers,
  };
}

/** Completion is a comfort: without it one can still type. */
function useServices() {
  const range = useTimeRange();
  const { data } = useResource(rangeKey(range), (signal) =>
    fetchServices(boundsOf(range), signal),
  );
  return [...new Set((data?.services ?? []).map(serviceId))].sort();
}
