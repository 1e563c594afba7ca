import { plainText, tokenize } from "./tokens.js";

/**
 * What of a message a query has found: words as a whole, words by their beginning, phrases whatever
 * stands between their words, Han and kana anywhere.
 *
 * @returns {RegExp | null} with the flag g; null if the query has no words
 */
export function matchesOf(query) {
  const sources = tokenize(query)
    .filter(({ kind, field, negated }) => /^(word|string|value)$/.test(kind) && /^(body)?$/.test(field) && !negated)
    .map(({ text }) => sourceOf(text))
    .filter(Boolean);
  return sources.length === 0 ? null : new RegExp(sources.join("|"), "giu");
}

const WORD_PART = "[\\p{L}\\p{N}\\p{M}]";
const SEPARATE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const WORDS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}])+/gu;

function sourceOf(text) {
  const isPrefix = !text.startsWith('"') && text.endsWith("*") && !text.endsWith("\\*");
  const words = plainText(text).match(WORDS) ?? [];
  if (words.length === 0) return "";
  const joined = words.join("[^\\p{L}\\p{N}\\p{M}]*");
  const start = SEPARATE.test(words[0]) ? "" : `(?<!${WORD_PART})`;
  const end = isPrefix || SEPARATE.test(words.at(-1)) ? "" : `(?!${WORD_PART})`;
  return start + joined + end;
}

/** @returns {{text: string, found: boolean}[]} the text in pieces */
export function piecesOf(text, pattern) {
  if (pattern === null) return [{ text, found: false }];
  const pieces = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), found: false });
    pieces.push({ text: match[0], found: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false });
  return pieces;
}
