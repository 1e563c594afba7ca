import { html } from "../core/html.js";
import { serviceStyle } from "../core/service-color.js";

/** A service's name behind a dot of its colour. */
export function ServiceName({ name }) {
  return html`
    <span class="service" style=${serviceStyle(name)} title=${name}>
      <span class="service-dot" /><span class="service-text">${name}</span>
    </span>
  `;
}
