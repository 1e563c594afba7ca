import { useId } from "preact/hooks";
import { html } from "../core/html.js";

/** One of a few values. @param {{label, value, choices: [string, string][], onCommit}} props */
export function ChoiceField({ label, value, choices, onCommit }) {
  const id = useId();
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} value=${value} onChange=${(event) => onCommit(event.currentTarget.value)}>
        ${choices.map(
          ([choice, text]) => html`
            <option key=${choice} value=${choice}>${text}</option>
          `,
        )}
      </select>
    </div>
  `;
}
