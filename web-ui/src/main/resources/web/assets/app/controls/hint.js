import { html } from "../core/html.js";
import { Icon } from "./icon.js";
import { Popover } from "./popover.js";

/** A text on demand, which keyboard and finger reach as well as the mouse. */
export function Hint({ title, text }) {
  return html`
    <${Popover} label=${html`<${Icon} name="help" />`} title=${title} class="hint-button">
      ${() => html`<p class="hint-text">${text}</p>`}
    <//>
  `;
}
