import { html } from "../core/html.js";

const VALUE = "<*>";

/** A pattern, with the places of its values marked. */
export function Template({ text }) {
  const parts = text.split(VALUE);
  return html`
    <span class="template">
      ${parts.flatMap((part, i) =>
        i === 0 ? [part] : [html`<span class="template-value" key=${i}>${VALUE}</span>`, part],
      )}
    </span>
  `;
}
