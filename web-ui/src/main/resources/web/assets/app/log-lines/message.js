import { html } from "../core/html.js";
import { piecesOf } from "../log-query/matches.js";

/** Colours of terminals, which say nothing here. */
const ESCAPES = /\u001b\[[0-9;]*[A-Za-z]/g;

/** A record's body as text. */
export function messageOf({ body, eventName, attributes }) {
  const text = typeof body === "string" ? body : body === null ? "" : JSON.stringify(body);
  const plain = text.replace(ESCAPES, "");
  return plain || eventName || String(attributes["exception.message"] ?? "");
}

/** A text with what was searched for marked. */
export function Marked({ text, matches }) {
  return piecesOf(text, matches).map(({ text: piece, found }, i) =>
    found ? html`<mark key=${i}>${piece}</mark>` : piece,
  );
}
