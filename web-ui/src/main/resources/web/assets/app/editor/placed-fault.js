const PLACE = /^(\d+:\d+|character \d+): /;

/**
 * Where in a query the fault is that the server names.
 *
 * @param {{message: string, position: number | null} | null} error
 * @param {(query: string) => import("./query-editor.js").Token[]} tokenize
 * @returns {import("./query-editor.js").Fault | null} null if it names no place
 */
export function placedFault(error, query, tokenize) {
  if (error === null || error.position === null || error.position > query.length) return null;
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
