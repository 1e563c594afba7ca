/**
 * What the server has against a rule, by field.
 *
 * @typedef {{parameter: string, message: string, position: number | null}} FieldError
 */

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
