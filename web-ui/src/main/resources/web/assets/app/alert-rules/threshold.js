import { tokenize } from "../explore/tokens.js";

const COMPARISONS = new Set([">", ">=", "<", "<="]);
const LOOSER = new Set(["and", "or", "unless"]);

/**
 * What a condition compares with which number: "a / b > 0.05" is "a / b" and 0.05, so that a chart
 * can show how far the one is from the other.
 *
 * @returns {{expr: string, threshold: number | null}} the whole and null, where it is no comparison
 *     of that kind
 */
export function splitCondition(condition) {
  const whole = { expr: condition, threshold: null };
  const tokens = tokenize(condition).filter(({ kind }) => kind !== "space" && kind !== "comment");
  let depth = 0;
  let at = -1;
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind === "bracket" && "({[".includes(text)) depth++;
    else if (kind === "bracket" && ")}]".includes(text)) depth--;
    else if (depth > 0) continue;
    else if (kind === "keyword" && LOOSER.has(text.toLowerCase())) return whole;
    else if (kind === "operator" && COMPARISONS.has(text)) {
      if (at >= 0) return whole;
      at = i;
    }
  }
  if (at < 1) return whole;
  const right = tokens.slice(at + 1).map(({ text }) => text).join("");
  const threshold = /^-?[\d.]+(e[+-]?\d+)?$/i.test(right) ? Number(right) : NaN;
  if (Number.isNaN(threshold)) return whole;
  return { expr: condition.slice(0, tokens[at].from).trim(), threshold };
}
