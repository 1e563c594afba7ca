/**
 * What the server has against a rule, by field.
 *
 * @typedef {{parameter: string, message: string, position: number | null}} FieldError
 */

const QUERY_PLACE = /^(\d+:\d+: |character \d+: )/;

/** Fields that say themselves what is wrong with them. */
const SHOWN =
  /^(name|record|expr|logQuery|threshold|window|newPattern\.(service|severities|window)|severity|for|keepFiringFor|interval|labels\..*|annotations\..*)$/;

/**
 * @param {FieldError[]} errors
 * @returns {{at: (field: string) => FieldError | null, text: (field: string) => string}}
 */
export function faultsOf(errors) {
  const at = (field) => errors.find(({ parameter }) => parameter === field) ?? null;
  return { at, text: (field) => at(field)?.message ?? "" };
}

export function isShownAtField(parameter) {
  return SHOWN.test(parameter);
}

/**
 * Where in a query the fault is.
 *
 * @param {FieldError | null} error
 * @returns {import("../editor/query-editor.js").Fault | null} null if it names no place
 */
export function editorFault(error, query, tokenize) {
  if (error === null || error.position === null || error.position > query.length) return null;
  const from = error.position;
  const token = tokenize(query).find((one) => one.from <= from && from < one.to);
  const before = query.slice(0, from).split("\n");
  const [message, ...hints] = error.message.replace(QUERY_PLACE, "").split("; ");
  return {
    from,
    to: token ? token.to : query.length,
    line: before.length,
    column: before.at(-1).length + 1,
    message,
    hint: hints.join("; "),
  };
}
