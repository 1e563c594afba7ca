import { ChangeProblem } from "../controls/change-problem.js";
import { RemoveButton } from "../controls/remove-button.js";
import { useChange } from "../controls/use-change.js";
import { createRule, deleteRule, fetchRule, replaceRule } from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { navigate, pageHref } from "../core/router.js";
import { useTimeRange } from "../core/time-range.js";
import { useCatalog } from "../explore/use-catalog.js";
import { Condition } from "./condition.js";
import { draftOf, emptyDraft, ruleOf } from "./draft.js";
import { faultsOf, isShownAtField } from "./faults.js";
import { Preview } from "./preview.js";
import { Naming, Telling, Timing } from "./rule-fields.js";
import { Templates } from "./templates.js";
import { useTrial } from "./use-trial.js";

const NO_METRICS = [];

/**
 * A rule to write, beside what it would have done.
 *
 * @param {{rule: object | null}} props the stored one; null for a new one
 */
export function RuleForm({ rule }) {
  const [base, setBase] = useKept("base", rule);
  const [draft, setDraft] = useKept("draft", () => (rule ? draftOf(rule) : emptyDraft()));
  const [refused, setRefused] = useKept("refused", null); // the draft of the last refusal
  const { busy, problem, run, forget } = useChange("rule");
  const range = useTimeRange();
  const metrics = useCatalog(range).data ?? NO_METRICS;
  const trial = useTrial(draft, range);
  const change = (part) => setDraft((old) => ({ ...old, ...part }));

  const save = async (event) => {
    event.preventDefault();
    setRefused(draft);
    const body = ruleOf(draft, base?.asStored);
    const send = () => (base ? replaceRule(base.id, body, base.etag) : createRule(body));
    if (await run(send)) navigate(pageHref("/alerts/rules"));
  };
  const remove = async () => {
    setRefused(null);
    const done = await run(() => deleteRule(base.id, base.etag).then(() => true));
    if (done) navigate(pageHref("/alerts/rules"));
  };
  const reload = async () => {
    const fresh = await run(() => fetchRule(base.id));
    if (!fresh) return;
    setBase(fresh);
    setDraft(draftOf(fresh));
  };
  const begin = (template) => {
    forget();
    setDraft(draftOf(template));
  };
  const faults = faultsOf([
    ...(trial.problem?.errors ?? []),
    ...(problem?.errors ?? []).filter(({ parameter }) => isUnchanged(parameter, refused, draft)),
  ]);
  const parts = { draft, change, faults };
  return html`
    ${base === null && html`<${Templates} onChoose=${begin} />`}
    <div class="rule-editor">
      <form class="rule-form" aria-label=${t("rules.rule")} onSubmit=${save}>
        <${Naming} ...${parts} />
        <${Condition} ...${parts} metrics=${metrics} isNew=${base === null} />
        <${Timing} ...${parts} />
        <${Telling} ...${parts} />
        <label class="check">
          <input
            type="checkbox"
            checked=${draft.enabled}
            onChange=${(event) => change({ enabled: event.currentTarget.checked })}
          />
          ${t("rules.enabled")}
        </label>
        <${ChangeProblem} problem=${problem} isShown=${isShownAtField} reload=${reload} />
        <div class="form-buttons">
          <button type="submit" class="button primary" disabled=${busy}>
            ${t(base ? "rules.save" : "rules.create")}
          </button>
          <a class="quiet-button" href=${pageHref("/alerts/rules")}>${t("form.cancel")}</a>
          ${base &&
          html`
            <${RemoveButton}
              label=${t("rules.remove")}
              text=${t("rules.remove.text")}
              confirm=${t("rules.remove.confirm")}
              busy=${busy}
              remove=${remove}
            />
          `}
        </div>
      </form>
      <${Preview} draft=${draft} trial=${trial} metrics=${metrics} />
    </div>
  `;
}

/** Whether what the server had against a field still holds for what stands there. */
function isUnchanged(parameter, refused, draft) {
  const field = parameter === "record" ? "name" : parameter.split(".")[0];
  return refused === null || JSON.stringify(refused[field]) === JSON.stringify(draft[field]);
}
