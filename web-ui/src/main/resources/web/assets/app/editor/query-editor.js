import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../core/html.js";
import { CompletionList } from "./completion-list.js";
import { Paint } from "./paint.js";
import { useCompletion } from "./use-completion.js";

/**
 * What an editor knows of the language that is typed.
 *
 * @typedef {{kind: string, text: string, from: number, to: number}} Token
 * @typedef {{text: string, kind: string, detail: string}} Candidate what a context could be
 *     completed with
 * @typedef {{from: number, typed: string}} Context what is being typed, and where it begins
 * @typedef {{from: number, to: number, line: number, column: number, message: string,
 *     hint: string}} Fault `from` to `to` are the characters of the query that are marked
 *
 * @typedef {object} Language one object as long as nothing of it changes
 * @property {(text: string) => Token[]} tokenize which, put together, are the text again
 * @property {(text: string, caret: number, asked: boolean) => Context | null} contextAt `asked`:
 *     also where nothing has been begun
 * @property {(context: Context) => string} sourceOf equal for contexts with the same candidates
 * @property {(context: Context, signal: AbortSignal) => Promise<Candidate[]>} load
 * @property {(chosen: Candidate, context: Context, after: string) => string[]} insertionOf what
 *     stands there afterwards; in two parts if more is to be typed between them
 */

/**
 * The text of a query: in colours, with completion, its fault marked in place. Enter runs it, Shift
 * and Enter begin a line, Control and space ask for completion.
 *
 * @param {{label: string, placeholder: string, value: string, autoFocus?: boolean,
 *     language: Language, fault: Fault | null,
 *     onRun: (text: string) => void}} props
 */
export function QueryEditor({ label, placeholder, value, language, fault, onRun, autoFocus = false }) {
  const id = useId();
  const field = useRef(null);
  const paint = useRef(null);
  const [draft, setDraft] = useState(value);
  const completion = useCompletion(field, language);
  useLayoutEffect(() => setDraft(value), [value]);
  useLayoutEffect(() => autoFocus && field.current.focus(), []);

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
        <${Paint}
          text=${draft}
          tokenize=${language.tokenize}
          fault=${draft === value ? fault : null}
        />
      </div>
      <textarea
        ref=${field}
        rows="1"
        spellcheck=${false}
        autocomplete="off"
        autocapitalize="off"
        aria-label=${label}
        placeholder=${placeholder}
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
