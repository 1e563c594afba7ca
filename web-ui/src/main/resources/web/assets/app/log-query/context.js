import { plainText, tokenize } from "./tokens.js";

/**
 * What could be typed at the caret of a log query.
 *
 * @typedef {{what: "name" | "value", from: number, typed: string, field: string, first: boolean}}
 *     Context `first` says that nothing stands before it
 */

/** @returns {Context | null} null where nothing can be completed */
export function contextAt(text, caret, asked = false) {
  const tokens = tokenize(text);
  const token = tokens.find(({ from, to }) => from < caret && caret <= to);
  const isFirst = (from) => tokens.every(({ kind, to }) => to > from || kind === "space");
  const context = (what, from, field = "") => ({
    what,
    from,
    typed: plainText(text.slice(from, caret)),
    field,
    first: isFirst(from),
  });
  if (token === undefined) return asked ? context("name", caret) : null;
  const { kind, from, field } = token;
  const isClosed = kind === "string" && token.text.length > 1 && token.text.endsWith('"');
  if (isClosed && caret === token.to) return null;
  if (field !== "" && field !== "body") {
    if (kind === "value" || kind === "string") return context("value", from, field);
    if (kind === "operator" || kind === "bracket") {
      return token.text === ")" ? null : context("value", caret, field);
    }
  }
  if (kind === "word" || kind === "keyword") return context("name", from);
  if (kind === "field") return context("name", from);
  if (kind === "space" && field !== "") return asked ? context("value", caret, field) : null;
  if (kind === "space" || kind === "bracket") return asked ? context("name", caret) : null;
  return kind === "operator" && token.text === "-" ? context("name", caret) : null;
}
