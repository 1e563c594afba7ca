import { html } from "../core/html.js";

/** Says that there is nothing, why, and (its children) what to do about it. */
export function EmptyState({ title, text, children }) {
  return html`
    <section class="empty">
      <h2>${title}</h2>
      ${text && html`<p>${text}</p>`}
      ${children && html`<div class="empty-actions">${children}</div>`}
    </section>
  `;
}
