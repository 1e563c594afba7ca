import { useMemo, useRef } from "preact/hooks";
import { fetchLogFields, fetchLogFieldValues } from "../core/log-api.js";
import { LEVELS } from "./levels.js";
import { contextAt } from "./context.js";
import { attributeName, FIELDS, quoted, valueText } from "./terms.js";
import { tokenize } from "./tokens.js";

const KEYWORDS = ["AND", "OR", "NOT"];
const MOST_VALUES = 500;

/**
 * The language of log queries, for the editor.
 *
 * @param {() => object} scope conditions and bounds in which names and values are looked for
 * @returns {import("../editor/query-editor.js").Language}
 */
export function useLogLanguage(scope) {
  const now = useRef(scope);
  now.current = scope;
  return useMemo(
    () => ({
      tokenize,
      contextAt,
      sourceOf: ({ what, field, first }) => JSON.stringify([what, field, first]),
      load: (context, signal) => load(context, now.current(), signal),
      insertionOf,
    }),
    [],
  );
}

/** @returns {Promise<import("../editor/query-editor.js").Candidate[]>} */
async function load({ what, field, first }, scope, signal) {
  if (what === "value") return valuesOf(field, scope, signal);
  const { fields } = await fetchLogFields(scope, signal);
  return [
    ...fields.map(({ name, kind }) => candidate(name, kind === "field" ? "function" : "label")),
    ...(first ? ["NOT"] : KEYWORDS).map((word) => candidate(word, "keyword")),
  ];
}

async function valuesOf(field, scope, signal) {
  if (field === "severity") return LEVELS.map((level) => candidate(level, "value"));
  const { values } = await fetchLogFieldValues(field, { ...scope, limit: MOST_VALUES }, signal);
  return values.map(({ value, count }) => candidate(value, "value", String(count)));
}

const candidate = (text, kind, detail = "") => ({ text, kind, detail });

/** After a name its value is next. */
function insertionOf({ text, kind }, _, after) {
  if (kind === "value") return [after.startsWith('"') ? quoted(text).slice(0, -1) : valueText(text)];
  if (kind === "keyword") return [after.startsWith(" ") ? text : `${text} `];
  const name = FIELDS.includes(text) && kind === "function" ? text : attributeName(text);
  return after.startsWith(":") ? [name] : [`${name}:`, ""];
}
