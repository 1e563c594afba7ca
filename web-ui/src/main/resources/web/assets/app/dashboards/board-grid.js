import { Fragment } from "preact";
import { html } from "../core/html.js";
import { BoardPanel } from "./board-panel.js";
import { PanelForm } from "./panel-form.js";
import { PanelTools } from "./panel-tools.js";

/** Two of so many columns stand beside each other on narrow screens. */
const SMALL = 4;

/**
 * The panels of a dashboard; with `edit`, what can be done with them, and the form of the one that
 * is open.
 *
 * @param {{board, variables, range, metrics, edit: import("./use-edit.js").Edit | null}} props
 */
export function BoardGrid({ board, edit, ...shown }) {
  return html`
    <div class="board-grid">
      ${board.panels.map((panel, i) => {
        const size = { "--columns": panel.width, "--rows": panel.height };
        const open = edit !== null && edit.open === panel.key;
        return html`
          <${Fragment} key=${panel.key ?? i}>
            <div class="board-cell" style=${size} data-small=${panel.width <= SMALL} data-open=${open}>
              ${edit && html`<${PanelTools} panel=${panel} place=${i} edit=${edit} />`}
              <${BoardPanel} panel=${panel} ...${shown} />
            </div>
            ${open &&
            html`<${PanelForm} panel=${panel} place=${i} edit=${edit} metrics=${shown.metrics} />`}
          <//>
        `;
      })}
    </div>
  `;
}
