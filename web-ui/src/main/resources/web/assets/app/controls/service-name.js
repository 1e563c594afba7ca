import { html } from "../core/html.js";
import { serviceStyle } from "../core/service-color.js";

/** A service's id, or what to say instead, behind a dot of its colour. */
export function ServiceName({ id, label = id }) {
  return html`
    <span class="service" style=${serviceStyle(id)} title=${id}>
      <span class="service-dot" /><span class="service-text">${label}</span>
    </span>
  `;
}
