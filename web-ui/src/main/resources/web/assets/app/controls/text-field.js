import { useId, useState } from "preact/hooks";
import { html } from "../core/html.js";

/**
 * A text field that commits on Enter and on leaving, if `check` finds nothing to complain about.
 *
 * @param {{label: string, value: string, placeholder?: string, class?: string,
 *     check?: (text: string) => string, onCommit: (text: string) => void,
 *     clearing?: boolean}} props
 *     `check` gives the complaint, or ""; a `clearing` field is emptied after it has committed
 */
export function TextField({
  label,
  value,
  placeholder = "",
  class: name = "",
  check = () => "",
  onCommit,
  clearing = false,
}) {
  const id = useId();
  const [draft, setDraft] = useState(null);
  const [complaint, setComplaint] = useState("");

  const commit = () => {
    if (draft === null) return;
    const text = draft.trim();
    const fault = text === "" ? "" : check(text);
    setComplaint(fault);
    if (fault) return;
    setDraft(null);
    if (text !== value && !(clearing && text === "")) onCommit(text);
  };
  const keyed = (event) => {
    if (event.key === "Enter") commit();
    else if (event.key === "Escape") {
      setDraft(null);
      setComplaint("");
    }
  };
  return html`
    <div class="field ${name}">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        autocomplete="off"
        spellcheck=${false}
        placeholder=${placeholder}
        value=${draft ?? value}
        aria-invalid=${complaint !== ""}
        aria-describedby="${id}-complaint"
        onInput=${(event) => setDraft(event.currentTarget.value)}
        onKeyDown=${keyed}
        onBlur=${commit}
      />
      <span class="field-error" id="${id}-complaint" role="status">${complaint}</span>
    </div>
  `;
}
