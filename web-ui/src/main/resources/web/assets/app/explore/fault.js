import { tokenize } from "./tokens.js";

/** Where a query was refused, as its problem says: "1:6: what is wrong; what to do". */
const FORM = /(\d+):(\d+): ([^;]*)(?:; (.*))?$/s;

/** @returns {import("../editor/query-editor.js").Fault | null} null if the problem names no place */
export function faultOf(problem, query) {
  const found = FORM.exec(problem?.detail ?? "");
  if (!found) return null;
  const [, line, column, message, hint = ""] = found;
  const lines = query.split("\n");
  if (Number(line) > lines.length) return null;
  const before = lines.slice(0, Number(line) - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const from = Math.min(before + Number(column) - 1, query.length);
  const token = tokenize(query).find((one) => one.from <= from && from < one.to);
  const to = token ? token.to : query.length;
  return { from, to, line: Number(line), column: Number(column), message, hint };
}
