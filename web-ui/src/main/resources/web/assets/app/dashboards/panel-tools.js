import { Icon } from "../controls/icon.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { copyOf } from "./draft.js";

/** What can be done with one panel. */
export function PanelTools({ panel, place, edit }) {
  const { draft, change } = edit;
  const { panels } = draft;
  const title = panel.title || t("dashboards.panel.untitled");
  const set = (next) => change({ panels: next });
  const move = (to, button) => {
    set(panels.filter((one) => one !== panel).toSpliced(to, 0, panel));
    requestAnimationFrame(() => button.focus()); // which an element that is moved loses
  };
  const tool = (name, icon, act, disabled = false) => {
    const label = t(`dashboards.tool.${name}`, { title });
    return html`
      <button
        type="button"
        class="icon-button"
        aria-label=${label}
        title=${label}
        disabled=${disabled}
        onClick=${(event) => act(event.currentTarget)}
      >
        <${Icon} name=${icon} />
      </button>
    `;
  };
  return html`
    <div class="board-tools" role="group" aria-label=${title}>
      ${tool("edit", "edit", () => edit.toggle(panel.key))}
      ${tool("earlier", "earlier", (button) => move(place - 1, button), place === 0)}
      ${tool("later", "later", (button) => move(place + 1, button), place === panels.length - 1)}
      ${tool("copy", "copy", () => set(panels.toSpliced(place + 1, 0, copyOf(panel))))}
      ${tool("remove", "close", () => set(panels.filter((one) => one !== panel)))}
    </div>
  `;
}
