import { html } from "../core/html.js";

/** One of a few values, all in sight. @param {{label, value, choices: [string, string][], onChoose}} props */
export function Segments({ label, value, choices, onChoose }) {
  return html`
    <div class="segments" role="group" aria-label=${label}>
      ${choices.map(
        ([choice, text]) => html`
          <button
            type="button"
            key=${choice}
            aria-pressed=${choice === value}
            onClick=${() => choice !== value && onChoose(choice)}
          >
            ${text}
          </button>
        `,
      )}
    </div>
  `;
}
