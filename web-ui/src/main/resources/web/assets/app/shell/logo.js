import { html } from "../core/html.js";

/** An arch of two spans, held by its keystone. */
export function Logo() {
  return html`
    <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
      <path
        class="logo-arch"
        d="M2 21v-4A10 10 0 0 1 8.1 7.8l1.7 4A5.7 5.7 0 0 0 6.3 17v4zM22 21v-4a10 10 0 0 0-6.1-9.2l-1.7 4a5.7 5.7 0 0 1 3.5 5.2v4z"
      />
      <path class="logo-keystone" d="M8.8 3h6.4l-1.9 8h-2.6z" />
    </svg>
  `;
}
