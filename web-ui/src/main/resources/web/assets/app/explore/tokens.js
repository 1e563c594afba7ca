import { AGGREGATORS, FUNCTIONS, GROUPING_WORDS, OTHER_WORDS } from "./language.js";

/**
 * PromQL cut into tokens, whatever state it is in while it is typed; nothing is ever refused, for
 * that is the server's part.
 *
 * @typedef {"space" | "comment" | "string" | "number" | "function" | "aggregator" | "keyword" |
 *     "metric" | "label" | "operator" | "bracket"} Kind
 * @typedef {{kind: Kind, text: string, from: number, to: number, within: Within}} Token
 * @typedef {"" | "selector" | "grouping" | "range"} Within which brackets it stands in
 */
const PATTERNS = [
  ["space", /\s+/y],
  ["comment", /#[^\n]*/y],
  ["string", /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`[^`]*`?/y],
  ["number", /(?:0x[\da-f]+|\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)(?:(?:ms|[smhdwy])(?:\d+(?:ms|[smhdwy]))*)?/iy],
  ["name", /[a-zA-Z_:][\w:]*/y],
  ["operator", /=~|!~|!=|==|>=|<=|[-+*/%^<>=@,]/y],
  ["bracket", /[(){}[\]:]/y],
];

/** @returns {Token[]} which, put together, are the text again */
export function tokenize(text) {
  const tokens = [];
  const open = [];
  let word = ""; // the keyword or bracket that says what a parenthesis is for
  for (let at = 0; at < text.length; ) {
    const [kind, length] = match(text, at);
    const piece = text.slice(at, at + length);
    const within = open.at(-1) ?? "";
    const token = { kind, text: piece, from: at, to: at + length, within };
    if (kind === "name") token.kind = kindOfName(piece, within, text.slice(token.to));
    if (kind === "bracket") track(piece, open, word);
    if (kind !== "space" && kind !== "comment") word = piece;
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

function match(text, at) {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found && found[0].length > 0) return [kind, found[0].length];
  }
  return ["operator", 1];
}

function track(bracket, open, before) {
  if (bracket === "{") open.push("selector");
  else if (bracket === "[") open.push("range");
  else if (bracket === "(") open.push(GROUPING_WORDS.has(before) ? "grouping" : "");
  else if (bracket !== ":") open.pop();
}

function kindOfName(name, within, after) {
  if (within === "selector" || within === "grouping") return "label";
  if (within === "range") return "number"; // a unit that is being typed
  const called = /^\s*\(/.test(after);
  if (called && FUNCTIONS.has(name)) return "function";
  if (AGGREGATORS.has(name) && /^\s*(\(|by\b|without\b)/.test(after)) return "aggregator";
  if (GROUPING_WORDS.has(name) || OTHER_WORDS.has(name)) return "keyword";
  return /^(inf|nan)$/i.test(name) ? "number" : "metric";
}
