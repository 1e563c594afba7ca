import { ChangeProblem } from "../controls/change-problem.js";
import { FormField } from "../controls/form-field.js";
import { useChange } from "../controls/use-change.js";
import { useFocusIn } from "../controls/use-focus-in.js";
import { acknowledge } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { rememberedName, rememberName } from "./who.js";

/** Takes an alert over: who, and what the others should know. */
export function AcknowledgeForm({ alert, done, cancel }) {
  const [by, setBy] = useKept(`by ${alert.id}`, rememberedName);
  const [comment, setComment] = useKept(`comment ${alert.id}`, "");
  const { busy, problem, run } = useChange(`acknowledge ${alert.id}`);
  const form = useFocusIn();
  const send = async (event) => {
    event.preventDefault();
    rememberName(by.trim());
    const body = { comment: comment.trim(), ...(by.trim() && { by: by.trim() }) };
    if (await run(() => acknowledge(alert.id, body))) done();
  };
  const fault = (field) =>
    problem?.errors.find(({ parameter }) => parameter === field)?.message ?? "";
  return html`
    <form ref=${form} class="alert-form" aria-label=${t("alerts.acknowledge")} onSubmit=${send}>
      <p class="note">${t("alerts.acknowledge.text")}</p>
      <div class="form-row">
        <${FormField} label=${t("alerts.by")} value=${by} onInput=${setBy} fault=${fault("by")} />
        <${FormField}
          class="grow"
          label=${t("alerts.comment")}
          value=${comment}
          onInput=${setComment}
          fault=${fault("comment")}
        />
      </div>
      <${ChangeProblem} problem=${problem} isShown=${(f) => ["by", "comment"].includes(f)} />
      <div class="form-buttons">
        <button type="submit" class="button primary" disabled=${busy}>
          ${t("alerts.acknowledge.send")}
        </button>
        <button type="button" class="quiet-button" onClick=${cancel}>${t("form.cancel")}</button>
      </div>
    </form>
  `;
}
