import { placedFault } from "../editor/placed-fault.js";
import { tokenize } from "./tokens.js";

/**
 * Where a query was refused.
 *
 * @returns {import("../editor/query-editor.js").Fault | null} null if the problem is another
 */
export function faultOf(problem, query) {
  const error = problem?.errors.find(({ parameter }) => parameter === "query");
  return placedFault(error ?? null, query, tokenize);
}
