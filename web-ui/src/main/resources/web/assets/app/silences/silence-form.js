import { rememberedName, rememberName } from "../alerts/who.js";
import { ChangeProblem } from "../controls/change-problem.js";
import { FormField } from "../controls/form-field.js";
import { useChange } from "../controls/use-change.js";
import { useFocusIn } from "../controls/use-focus-in.js";
import { createSilence } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { EMPTY_MATCHER, MatcherRows, matchersOf } from "./matchers.js";
import { fieldsOf, FIRST_TIMES, SilenceTimes } from "./times.js";

const SHOWN = /^(matchers(\[\d+\].*)?|endsAt|createdBy|comment|recurrence\.windows\[0\]\.(from|to))$/;

/**
 * Keeps alerts from being told for a while.
 *
 * @param {{labels?: Record<string, string>, done: () => void, cancel: () => void}} props `labels` of
 *     the alert to begin with
 */
export function SilenceForm({ labels = {}, done, cancel }) {
  const of = JSON.stringify(labels);
  const [matchers, setMatchers] = useKept(`matchers ${of}`, () => {
    const given = matchersOf(labels);
    return given.length > 0 ? given : [EMPTY_MATCHER];
  });
  const [times, setTimes] = useKept(`times ${of}`, FIRST_TIMES);
  const [by, setBy] = useKept(`by ${of}`, rememberedName);
  const [comment, setComment] = useKept(`comment ${of}`, "");
  const { busy, problem, run } = useChange(`silence ${of}`);
  const form = useFocusIn();
  const faultOf = (field) =>
    problem?.errors.find(({ parameter }) => parameter === field)?.message ?? "";
  const send = async (event) => {
    event.preventDefault();
    rememberName(by.trim());
    const body = {
      matchers,
      ...fieldsOf(times),
      comment: comment.trim(),
      ...(by.trim() && { createdBy: by.trim() }),
    };
    if (await run(() => createSilence(body))) done();
  };
  return html`
    <form ref=${form} class="alert-form" aria-label=${t("silences.new")} onSubmit=${send}>
      <p class="note">${t("silences.text")}</p>
      <${MatcherRows} matchers=${matchers} onChange=${setMatchers} faultOf=${faultOf} />
      <${SilenceTimes}
        times=${times}
        onChange=${(part) => setTimes({ ...times, ...part })}
        faultOf=${faultOf}
      />
      <div class="form-row">
        <${FormField}
          label=${t("alerts.by")}
          value=${by}
          onInput=${setBy}
          fault=${faultOf("createdBy")}
        />
        <${FormField}
          class="grow"
          label=${t("alerts.comment")}
          value=${comment}
          onInput=${setComment}
          fault=${faultOf("comment")}
        />
      </div>
      <${ChangeProblem} problem=${problem} isShown=${(field) => SHOWN.test(field)} />
      <div class="form-buttons">
        <button type="submit" class="button primary" disabled=${busy}>${t("silences.send")}</button>
        <button type="button" class="quiet-button" onClick=${cancel}>${t("form.cancel")}</button>
      </div>
    </form>
  `;
}
