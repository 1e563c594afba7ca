import { ChangeProblem } from "../controls/change-problem.js";
import { FormField } from "../controls/form-field.js";
import { RemoveButton } from "../controls/remove-button.js";
import { Segments } from "../controls/segments.js";
import { useChange } from "../controls/use-change.js";
import {
  createNotifier,
  deleteNotifier,
  fetchNotifier,
  replaceNotifier,
} from "../core/alert-api.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { useKept } from "../core/kept.js";
import { navigate, pageHref } from "../core/router.js";
import { draftOf, emptyDraft, notifierOf } from "./draft.js";
import { Destination, Grouping, Limits } from "./notifier-fields.js";
import { Routing } from "./routing.js";
import { typeName, TYPES } from "./types.js";

/** Whom to tell, and how. @param {{notifier: object | null}} props null for a new one */
export function NotifierForm({ notifier }) {
  const [base, setBase] = useKept("base", notifier);
  const [draft, setDraft] = useKept("draft", () => (notifier ? draftOf(notifier) : emptyDraft()));
  const { busy, problem, run, forget } = useChange("notifier");
  const change = (part) => setDraft((old) => ({ ...old, ...part }));
  const asked = new Set(); // fields that say themselves what is wrong with them
  const isAt = (field, parameter) => parameter === field || parameter.startsWith(`${field}[`);
  const faultOf = (field) => {
    asked.add(field);
    return (problem?.errors ?? [])
      .filter(({ parameter }) => isAt(field, parameter))
      .map(({ message }) => message)
      .join(" ");
  };
  const isShown = (parameter) => [...asked].some((field) => isAt(field, parameter));
  const leave = () => navigate(pageHref("/alerts/notifiers"));
  const save = async (event) => {
    event.preventDefault();
    const body = notifierOf(draft, base?.asStored);
    const send = () => (base ? replaceNotifier(base.id, body, base.etag) : createNotifier(body));
    if (await run(send)) leave();
  };
  const remove = async () => {
    if (await run(() => deleteNotifier(base.id, base.etag).then(() => true))) leave();
  };
  const reload = async () => {
    const fresh = await run(() => fetchNotifier(base.id));
    if (!fresh) return;
    setBase(fresh);
    setDraft(draftOf(fresh));
  };
  const chooseType = (type) => {
    forget();
    change({ type });
  };
  const parts = { draft, change, faultOf };
  return html`
    <form class="rule-form notifier-page" aria-label=${t("notifiers.notifier")} onSubmit=${save}>
      ${base === null &&
      html`
        <div class="rule-part">
          <${Segments}
            label=${t("notifiers.type")}
            value=${draft.type}
            choices=${Object.keys(TYPES).map((type) => [type, typeName(type)])}
            onChoose=${chooseType}
          />
        </div>
      `}
      <${FormField}
        label=${t("rules.name")}
        value=${draft.name}
        onInput=${(name) => change({ name })}
        fault=${faultOf("name")}
      />
      <${Destination} ...${parts} />
      <${Routing}
        routes=${draft.routes}
        onChange=${(routes) => change({ routes })}
        faultOf=${faultOf}
      />
      <${Grouping} ...${parts} />
      <${Limits} ...${parts} />
      <${ChangeProblem} problem=${problem} isShown=${isShown} reload=${reload} />
      <div class="form-buttons">
        <button type="submit" class="button primary" disabled=${busy}>
          ${t(base ? "rules.save" : "notifiers.create")}
        </button>
        <a class="quiet-button" href=${pageHref("/alerts/notifiers")}>${t("form.cancel")}</a>
        ${base &&
        html`
          <${RemoveButton}
            label=${t("rules.remove")}
            text=${t("notifiers.remove.text")}
            confirm=${t("notifiers.remove.confirm")}
            busy=${busy}
            remove=${remove}
          />
        `}
      </div>
    </form>
  `;
}
