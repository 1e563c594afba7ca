import { tokenize as promqlTokens } from "../explore/tokens.js";
import { tokenize as logTokens } from "../log-query/tokens.js";

/**
 * Puts what was chosen in the place of variables. The server checks queries by the same rules:
 * docs/reference/dashboards.md has them.
 *
 * @typedef {string | string[]} Filling a text as it is, or what was chosen; nothing chosen is all
 * @typedef {Record<string, Filling>} Fillings by name
 */
const REFERENCE = /\$(?:\{([a-zA-Z_]\w*)\}|([a-zA-Z_]\w*))/g;
const SPECIAL = /[.*+?^${}()|[\]\\]/g;
const PLAIN_WORD = /^(?!(AND|OR|NOT)$)[\p{L}\d_.]+$/u;

/** @param {Fillings} fillings */
export function fillPromql(text, fillings) {
  const strings = promqlTokens(text).filter(({ kind }) => kind === "string");
  return fill(text, fillings, (chosen, at) => {
    const string = strings.find(({ from, to }) => from < at && at < to);
    if (!string) return chosen.join(", ");
    const isPattern = /[=!]~\s*$/.test(text.slice(0, string.from));
    const inside = isPattern ? patternOf(chosen) : chosen.join("|");
    const quote = string.text[0];
    return quote === "`" ? inside : escaped(inside, quote);
  });
}

/** @param {Fillings} fillings */
export function fillLogs(text, fillings) {
  const quoted = logTokens(text).filter((token) => token.text[0] === '"');
  return fill(text, fillings, (chosen, at) => {
    if (quoted.some(({ from, to }) => from < at && at < to)) {
      return escaped(chosen.join(" "), '"');
    }
    const words = chosen.map((one) => (PLAIN_WORD.test(one) ? one : `"${escaped(one, '"')}"`));
    if (words.length === 0) return "*";
    return words.length === 1 ? words[0] : `(${words.join(" OR ")})`;
  });
}

/** For titles. @param {Fillings} fillings @param {string} all what to write for all of them */
export function fillText(text, fillings, all) {
  return fill(text, fillings, (chosen) => (chosen.length === 0 ? all : chosen.join(", ")));
}

/** The names of the variables in a text. */
export function namesIn(text) {
  return [...text.matchAll(REFERENCE)].map(([, braced, plain]) => braced ?? plain);
}

function fill(text, fillings, write) {
  return text.replace(REFERENCE, (whole, braced, plain, at) => {
    const name = braced ?? plain;
    if (!Object.hasOwn(fillings, name)) return whole;
    const filling = fillings[name];
    return typeof filling === "string" ? filling : write(filling, at);
  });
}

function patternOf(chosen) {
  if (chosen.length === 0) return ".*";
  const patterns = chosen.map((one) => one.replace(SPECIAL, "\\$&"));
  return patterns.length === 1 ? patterns[0] : `(${patterns.join("|")})`;
}

function escaped(text, quote) {
  return text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`);
}
