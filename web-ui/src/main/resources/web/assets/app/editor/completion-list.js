import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

/**
 * What is offered at the caret, below the character at which the word begins.
 *
 * @param {{id: string, completion, paint: {current: HTMLElement}}} props `paint` is where that
 *     character is drawn
 */
export function CompletionList({ id, completion, paint }) {
  const { offered, active, from, problem, accept } = completion;
  const [place, setPlace] = useState({ left: 0, top: 0 });
  const list = useRef(null);
  useLayoutEffect(() => setPlace(placeOf(paint.current, from)), [from, offered.length]);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active, offered.length]);
  const style = { left: `${place.left}px`, top: `${place.top}px` };
  if (problem) {
    return html`
      <p class="completions completions-problem" style=${style} role="status">
        ${t("editor.noCompletion", { reason: problem.message })}
      </p>
    `;
  }
  return html`
    <ul
      class="completions"
      id=${id}
      role="listbox"
      aria-label=${t("editor.completions")}
      style=${style}
      ref=${list}
    >
      ${offered.map(
        (one, i) => html`
          <li
            key=${`${one.kind} ${one.text}`}
            id="${id}-${i}"
            role="option"
            aria-selected=${i === active}
            onPointerDown=${(event) => event.preventDefault()}
            onClick=${() => accept(one)}
          >
            <span class="completion-kind" data-kind=${one.kind} />
            <span class="completion-text">${one.text}</span>
            <span class="completion-detail">${one.detail}</span>
          </li>
        `,
      )}
    </ul>
  `;
}

/** Below a character of the painted text, within its box. */
function placeOf(paint, index) {
  const nodes = document.createTreeWalker(paint, NodeFilter.SHOW_TEXT);
  let left = index;
  const box = paint.parentElement.getBoundingClientRect();
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (left > node.length) {
      left -= node.length;
      continue;
    }
    const range = document.createRange();
    range.setStart(node, left);
    range.setEnd(node, left);
    const at = range.getBoundingClientRect();
    return { left: Math.min(at.left - box.left, box.width * 0.6), top: at.bottom - box.top + 4 };
  }
  return { left: 0, top: box.height };
}
