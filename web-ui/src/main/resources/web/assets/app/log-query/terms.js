import { plainText, tokenize } from "./tokens.js";

/** Conditions of a query as text: made of a field and its value, added, and taken away again. */
const BARE_NAME = /^[\p{L}_@$][\p{L}\p{N}_@$./-]*$/u;
const BARE_VALUE = /^[\p{L}\p{N}_][\p{L}\p{N}_./@:+-]*$/u;

/** Names that mean a field of every record; an attribute that is called so must be quoted. */
export const FIELDS = [
  "body",
  "severity",
  "service",
  "logger",
  "traceId",
  "spanId",
  "pattern",
  "exceptionGroup",
];
const OWN = new Set(FIELDS.map((name) => name.toLowerCase()));

/** A longer value is no condition that anybody could read, and queries are limited. */
const LONGEST_VALUE = 400;

/** `severity:error`. @param {string} field one of FIELDS */
export const fieldTerm = (field, value) => `${field}:${valueText(value)}`;

/** `http.route:"/a b"`, or null if the value is too long. */
export function attributeTerm(name, value) {
  return value.length > LONGEST_VALUE ? null : `${attributeName(name)}:${valueText(value)}`;
}

/** The name of an attribute as it stands before the colon. */
export function attributeName(name) {
  return BARE_NAME.test(name) && !OWN.has(name.toLowerCase()) ? name : quoted(name);
}

export function valueText(value) {
  return BARE_VALUE.test(value) ? value : quoted(value);
}

export function quoted(text) {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/**
 * The query with one more condition; what says the same, or the opposite, is replaced.
 *
 * @param {boolean} [negated] what meets the term is left out
 */
export function withTerm(query, term, negated = false) {
  const rest = withoutTerm(query, term);
  const whole = rest !== "" && hasOr(rest) ? `(${rest})` : rest;
  return [whole, `${negated ? "-" : ""}${term}`].filter(Boolean).join(" ");
}

export function withoutTerm(query, term) {
  const found = placeOf(query, term);
  if (found === null) return query.trim();
  const [before, after] = [query.slice(0, found.from).trimEnd(), query.slice(found.to).trimStart()];
  return joined(before, after);
}

/** @returns {"included" | "excluded" | ""} what the query says of the term */
export function stateOf(query, term) {
  const found = placeOf(query, term);
  return found === null ? "" : found.negated ? "excluded" : "included";
}

/** An AND that has lost its second condition goes with it. */
function joined(before, after) {
  if (before === "") return after.replace(/^AND\s+/, "");
  if (after === "") return before.replace(/\s+AND$/, "");
  return `${before} ${after}`;
}

function hasOr(query) {
  return tokenize(query).some(({ kind, text, depth }) => kind === "keyword" && text === "OR" && depth === 0);
}

/** Where the term stands on its own, outside of parentheses and not beside an OR. */
function placeOf(query, term) {
  const tokens = tokenize(query);
  if (hasOr(query)) return null;
  const wanted = parts(term);
  for (let i = 0; i < tokens.length; i++) {
    const [name, colon, value] = tokens.slice(i, i + 3);
    if (name.kind !== "field" || name.depth > 0 || value === undefined) continue;
    if (value.kind !== "value" && value.kind !== "string") continue;
    if (plainText(name.text) !== wanted.name || plainText(value.text) !== wanted.value) continue;
    if (name.text.startsWith('"') !== wanted.quotedName || colon.text !== ":") continue;
    const sign = tokens[i - 1];
    const not = sign?.kind === "operator" && sign.text === "-";
    return { from: not ? sign.from : name.from, to: value.to, negated: name.negated };
  }
  return null;
}

function parts(term) {
  const [name, , value] = tokenize(term);
  return {
    name: plainText(name.text),
    quotedName: name.text.startsWith('"'),
    value: plainText(value.text),
  };
}
