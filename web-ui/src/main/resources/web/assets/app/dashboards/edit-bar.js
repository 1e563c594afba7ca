import { ChangeProblem } from "../controls/change-problem.js";
import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { newPanel } from "./draft.js";

const MOST_PANELS = 50;

/** Fields that say themselves what is wrong with them; those of a panel if its form is open. */
const SHOWN =
  /^(name|description|range|refresh|variables\[\d+\]\.(name|title|label|match|values|default))$/;
const SHOWN_IN_FORM =
  /^panels\[(\d+)\]\.(title|description|type|unit|width|height|logQuery|queries|queries\[\d+\]\.(expr|legend)|thresholds\[\d+\]\.value)$/;

/** What can be done with a dashboard that is being written. */
export function EditBar({ edit, cancel }) {
  const { draft, change, dirty, busy, problem } = edit;
  const add = () => {
    const panel = newPanel();
    change({ panels: [...draft.panels, panel] });
    edit.setOpen(panel.key);
  };
  return html`
    <div class="board-bar">
      <button
        type="button"
        class="button primary"
        disabled=${busy || (!dirty && !edit.isNew)}
        onClick=${edit.save}
      >
        ${t(edit.isNew ? "dashboards.create" : "dashboards.save")}
      </button>
      <button type="button" class="quiet-button" onClick=${cancel}>${t("form.cancel")}</button>
      <span class="toolbar-note" role="status">${dirty ? t("dashboards.dirty") : ""}</span>
      <button
        type="button"
        class="button board-add"
        disabled=${draft.panels.length >= MOST_PANELS}
        onClick=${add}
      >
        <${Icon} name="plus" />${t("dashboards.panel.add")}
      </button>
    </div>
    <${ChangeProblem}
      problem=${problem}
      isShown=${(parameter) => isShown(parameter, edit)}
      reload=${edit.reload}
      overwrite=${edit.overwrite}
    />
  `;
}

function isShown(parameter, { draft, open }) {
  const [, place] = SHOWN_IN_FORM.exec(parameter) ?? [];
  return place === undefined
    ? SHOWN.test(parameter)
    : draft.panels[Number(place)]?.key === open;
}
