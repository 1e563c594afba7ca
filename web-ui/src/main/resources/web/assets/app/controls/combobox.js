import { useEffect, useId, useState } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { Icon } from "./icon.js";

const SHOWN = 50;

/**
 * A text field that offers completions; any text is allowed. It commits on Enter, on choosing and
 * on leaving; Escape takes back what was typed.
 *
 * @param {{label: string, value: string, options: string[], placeholder?: string,
 *     onCommit: (text: string) => void}} props
 */
export function Combobox({ label, value, options, placeholder = "", onCommit }) {
  const id = useId();
  const [draft, setDraft] = useState(null);
  const [active, setActive] = useState(-1);
  const open = draft !== null;
  const found = open ? matching(options, draft === value ? "" : draft) : [];
  const offered = found.slice(0, SHOWN);

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const begin = () => setDraft(draft ?? value);
  const commit = (text) => {
    setDraft(null);
    setActive(-1);
    if (text.trim() !== value) onCommit(text.trim());
  };
  const move = (step) => {
    begin();
    if (offered.length > 0) setActive((active + step + offered.length) % offered.length);
  };
  const keyed = (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(active < 0 ? 0 : -1);
    else if (event.key === "Enter") commit(offered[active] ?? draft ?? value);
    else if (event.key === "Escape" && open) {
      setDraft(null);
      setActive(-1);
    } else return;
    event.preventDefault();
  };

  return html`
    <div class="field combobox">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        role="combobox"
        autocomplete="off"
        spellcheck=${false}
        aria-expanded=${offered.length > 0}
        aria-controls="${id}-list"
        aria-activedescendant=${active >= 0 ? `${id}-${active}` : null}
        placeholder=${placeholder}
        value=${draft ?? value}
        onFocus=${begin}
        onClick=${begin}
        onInput=${(event) => {
          setDraft(event.currentTarget.value);
          setActive(-1);
        }}
        onKeyDown=${keyed}
        onBlur=${() => open && commit(draft)}
      />
      ${value &&
      html`
        <button
          type="button"
          class="field-clear"
          aria-label=${t("field.clear", { label })}
          onClick=${() => commit("")}
        >
          <${Icon} name="close" />
        </button>
      `}
      <ul
        class="options"
        id="${id}-list"
        role="listbox"
        aria-label=${label}
        hidden=${offered.length === 0}
      >
        ${offered.map(
          (option, i) => html`
            <li
              key=${option}
              id="${id}-${i}"
              role="option"
              aria-selected=${i === active}
              onPointerDown=${(event) => event.preventDefault()}
              onClick=${() => commit(option)}
            >
              ${option}
            </li>
          `,
        )}
        ${found.length > SHOWN &&
        html`
          <li
            class="options-more"
            role="presentation"
            onPointerDown=${(event) => event.preventDefault()}
          >
            ${t("field.more", { count: found.length - SHOWN })}
          </li>
        `}
      </ul>
    </div>
  `;
}

/** Those that begin with the text first, then those that hold it. */
function matching(options, text) {
  const wanted = text.trim().toLowerCase();
  const begins = [];
  const holds = [];
  for (const option of options) {
    const at = option.toLowerCase().indexOf(wanted);
    if (at === 0) begins.push(option);
    else if (at > 0) holds.push(option);
  }
  return [...begins, ...holds];
}
