import { tokenize } from "./tokens.js";

/**
 * What could be typed at the caret.
 *
 * @typedef {{what: "name" | "label" | "value" | "range", from: number, typed: string,
 *     match: string, label: string, grouping: boolean}} Context
 *     `from` to the caret is what has been typed of it; `match` selects the series in question
 */

/**
 * @param {boolean} [asked] whether names are wanted also where none has been begun
 * @returns {Context | null} null where nothing can be completed
 */
export function contextAt(text, caret, asked = false) {
  const tokens = tokenize(text);
  const at = tokens.findIndex(({ from, to }) => from < caret && caret <= to);
  const token = tokens[at];
  if (token?.kind === "comment") return null;
  const within = withinAt(text, tokens, at, caret);
  const before = tokens.slice(0, at + 1).filter(({ kind }) => kind !== "space");
  if (within === "range") return rangeAt(token, caret);
  if (within === "selector") return selectorAt(text, before, token, caret);
  if (within === "grouping") {
    const typed = token?.kind === "label" ? text.slice(token.from, caret) : "";
    return context("label", caret - typed.length, typed, {
      match: firstMetric(tokens),
      grouping: true,
    });
  }
  if (/^(metric|function|aggregator|keyword)$/.test(token?.kind)) {
    return context("name", token.from, text.slice(token.from, caret));
  }
  const free = !token || /^(space|operator|bracket)$/.test(token.kind);
  return asked && free ? context("name", caret, "") : null;
}

/** Which brackets the caret is in: behind one, those that it opened, or those around the closed. */
function withinAt(text, tokens, at, caret) {
  const token = tokens[at];
  if (!token) return "";
  if (token.kind !== "bracket" || token.to !== caret) return token.within;
  return tokenize(`${text.slice(0, caret)} `).at(-1).within;
}

function selectorAt(text, before, token, caret) {
  const open = before.findLastIndex(({ text: bracket }) => bracket === "{");
  const metric = before[open - 1]?.kind === "metric" ? before[open - 1].text : "";
  const inside = before.slice(open + 1);
  const comma = inside.findLastIndex(({ text: one }) => one === ",");
  const earlier = comma < 0 ? "" : text.slice(before[open].to, inside[comma].from).trim();
  const match = metric || earlier ? `${metric}${earlier ? `{${earlier}}` : ""}` : "";
  const [label, operator, value] = inside.slice(comma + 1);
  if (operator === undefined || token === label) {
    const typed = label && token === label ? text.slice(label.from, caret) : "";
    if (label && token !== label) return null; // the operator is next
    return context("label", caret - typed.length, typed, { match });
  }
  if (label?.kind !== "label" || (value && value !== token)) return null;
  if (value && value.kind !== "string") return null;
  if (!value) return null; // a quote is next
  const isClosed = value.text.length > 1 && value.text.endsWith(value.text[0]);
  if (isClosed && caret === value.to) return null;
  return context("value", value.from + 1, text.slice(value.from + 1, caret), {
    match,
    label: label.text,
  });
}

function rangeAt(token, caret) {
  const typed = token.kind === "number" ? token.text.slice(0, caret - token.from) : "";
  return token.text === ":" ? null : context("range", caret - typed.length, typed);
}

function firstMetric(tokens) {
  return tokens.find(({ kind }) => kind === "metric")?.text ?? "";
}

function context(what, from, typed, more = {}) {
  return { what, from, typed, match: "", label: "", grouping: false, ...more };
}
