import { html } from "../core/html.js";

/**
 * A query in colours, with the faulty part marked. It lies below the text field, which is
 * transparent, and makes it as high as its text.
 *
 * @param {{text: string, tokenize: (text: string) => Token[], fault: Fault | null}} props
 * @typedef {import("./query-editor.js").Token} Token
 * @typedef {import("./query-editor.js").Fault} Fault
 */
export function Paint({ text, tokenize, fault }) {
  const beyond = fault !== null && fault.from >= text.length;
  return html`
    <pre class="query-paint" aria-hidden="true">
      ${tokenize(text).flatMap(({ kind, text: piece, from }) =>
        cut(piece, from, fault).map(
          ({ part, faulty }, i) => html`
            <span key=${`${from} ${i}`} data-kind=${kind} data-fault=${faulty}>${part}</span>
          `,
        ),
      )}
      ${beyond && html`<span data-fault="true">${"\u00a0"}</span>`}${"\n"}
    </pre>
  `;
}

/** A token, or its parts outside and inside of the fault. */
function cut(piece, from, fault) {
  const end = from + piece.length;
  if (fault === null || fault.to <= from || end <= fault.from) {
    return [{ part: piece, faulty: false }];
  }
  const begin = Math.max(fault.from, from) - from;
  const stop = Math.min(fault.to, end) - from;
  return [
    { part: piece.slice(0, begin), faulty: false },
    { part: piece.slice(begin, stop), faulty: true },
    { part: piece.slice(stop), faulty: false },
  ].filter(({ part }) => part !== "");
}
