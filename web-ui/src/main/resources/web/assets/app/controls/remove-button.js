import { html } from "../core/html.js";
import { Popover } from "./popover.js";

/** Removes something, once one has said so again. @param {{label, text, confirm, busy, remove}} props */
export function RemoveButton({ label, text, confirm, busy, remove }) {
  return html`
    <${Popover} class="remove-button" label=${label} title=${label}>
      ${() => html`
        <div class="confirm">
          <p>${text}</p>
          <button type="button" class="button" disabled=${busy} onClick=${remove}>${confirm}</button>
        </div>
      `}
    <//>
  `;
}
