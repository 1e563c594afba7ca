import { tokenize } from "./tokens.js";

const PLACE = /^character \d+: /;

/**
 * Where a query was refused.
 *
 * @returns {import("../editor/query-editor.js").Fault | null} null if the problem is another
 */
export function faultOf(problem, query) {
  const error = problem?.errors.find(
    ({ parameter, position }) => parameter === "query" && position !== null,
  );
  if (!error || error.position > query.length) return null;
  const from = error.position;
  const token = tokenize(query).find((one) => one.from <= from && from < one.to);
  const before = query.slice(0, from).split("\n");
  const [message, ...hints] = error.message.replace(PLACE, "").split("; ");
  return {
    from,
    to: token ? token.to : query.length,
    line: before.length,
    column: before.at(-1).length + 1,
    message,
    hint: hints.join("; "),
  };
}
