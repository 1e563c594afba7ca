import { useEffect, useId, useRef, useState } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { CompletionList } from "./completion-list.js";
import { Paint } from "./paint.js";
import { useCompletion } from "./use-completion.js";

/**
 * A PromQL text: in colours, with completion, its fault marked in place. Enter runs it, Shift and
 * Enter begin a line, Control and space ask for completion.
 *
 * @param {{label: string, value: string, fault, metrics, bounds, autoFocus: boolean,
 *     onRun: (text: string) => void}} props
 */
export function QueryEditor({ label, value, fault, metrics, bounds, onRun, autoFocus = false }) {
  const id = useId();
  const field = useRef(null);
  const paint = useRef(null);
  const [draft, setDraft] = useState(value);
  const completion = useCompletion(field, metrics, bounds);
  useEffect(() => setDraft(value), [value]);
  useEffect(() => autoFocus && field.current.focus(), []);

  const run = () => {
    completion.close();
    if (draft.trim() !== value) onRun(draft.trim());
  };
  const typed = (event) => {
    setDraft(event.currentTarget.value);
    completion.open();
  };
  const keyed = (event) => {
    const { isOpen, offered, active } = completion;
    const choosing = isOpen && offered.length > 0;
    if (choosing && event.key === "ArrowDown") completion.move(1);
    else if (choosing && event.key === "ArrowUp") completion.move(-1);
    else if (choosing && event.key === "Tab" && !event.shiftKey) completion.accept(offered[active]);
    else if (choosing && event.key === "Enter" && !event.shiftKey && !event.ctrlKey) {
      completion.accept(offered[active]);
    } else if (event.key === "Enter" && !event.shiftKey) run();
    else if (event.key === "Escape" && isOpen) completion.close();
    else if (event.key === " " && event.ctrlKey) completion.open(true);
    else return;
    event.preventDefault();
  };
  return html`
    <div class="query-editor" data-fault=${fault !== null}>
      <div class="query-paint-box" ref=${paint}>
        <${Paint} text=${draft} fault=${draft === value ? fault : null} />
      </div>
      <textarea
        ref=${field}
        rows="1"
        spellcheck=${false}
        autocomplete="off"
        autocapitalize="off"
        aria-label=${label}
        placeholder=${t("explore.placeholder")}
        role="combobox"
        aria-expanded=${completion.isOpen}
        aria-controls="${id}-list"
        aria-activedescendant=${completion.offered.length > 0 && completion.isOpen
          ? `${id}-list-${completion.active}`
          : null}
        aria-invalid=${fault !== null}
        value=${draft}
        onInput=${typed}
        onKeyDown=${keyed}
        onBlur=${run}
      />
      ${completion.isOpen &&
      html`<${CompletionList} id="${id}-list" completion=${completion} paint=${paint} />`}
    </div>
  `;
}
