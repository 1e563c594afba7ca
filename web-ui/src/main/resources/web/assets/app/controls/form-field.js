import { useId } from "preact/hooks";
import { html } from "../core/html.js";

/**
 * A text of a form that is sent as a whole; what the server has against it stands below it.
 *
 * @param {{label: string, value: string, onInput: (text: string) => void, fault?: string,
 *     hint?: string, placeholder?: string, options?: string[], choices?: [string, string][],
 *     rows?: number, class?: string, type?: string}} props
 *     `options` are offered, any text is allowed; of `choices`, values with their texts, one must be
 *     taken; with `rows` it has several lines
 */
export function FormField({
  label,
  value,
  onInput,
  fault = "",
  hint = "",
  placeholder = "",
  options = [],
  choices = [],
  rows = 0,
  type = "text",
  class: name = "",
}) {
  const id = useId();
  const list = options.length > 0 ? `${id}-list` : null;
  const attributes = {
    id,
    value,
    placeholder,
    autocomplete: "off",
    spellcheck: false,
    "aria-invalid": fault !== "",
    "aria-describedby": `${id}-fault`,
    onInput: (event) => onInput(event.currentTarget.value),
  };
  return html`
    <div class="field ${name}">
      <label for=${id}>${label}</label>
      ${choices.length > 0 && html`<${Select} choices=${choices} attributes=${attributes} />`}
      ${choices.length === 0 &&
      (rows > 0
        ? html`<textarea rows=${rows} ...${attributes} />`
        : html`<input type=${type} list=${list} ...${attributes} />`)}
      ${options.length > 0 &&
      html`
        <datalist id="${id}-list">
          ${options.map((option) => html`<option key=${option} value=${option} />`)}
        </datalist>
      `}
      ${hint && !fault && html`<span class="field-hint">${hint}</span>`}
      <span class="field-error" id="${id}-fault" role="status">${fault}</span>
    </div>
  `;
}

function Select({ choices, attributes }) {
  return html`
    <select ...${attributes}>
      ${choices.map(([choice, text]) => html`<option key=${choice} value=${choice}>${text}</option>`)}
    </select>
  `;
}
