import { asText } from "../core/value-text.js";
import { attributeTerm, fieldTerm } from "../log-query/terms.js";
import { levelOf } from "../log-query/levels.js";

/**
 * A record's fields, each with the condition that finds records that have the same.
 *
 * @typedef {{name: string, text: string, value: any, term: string | null, column: string | null}}
 *     LogField `term` and `column` are null where there is none
 */

/** @returns {LogField[]} */
export function attributeFields(attributes) {
  return Object.entries(attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      const text = asText(value);
      return { name, text, value, term: attributeTerm(name, text), column: name };
    });
}

/** @returns {LogField[]} of what is no attribute */
export function recordFields(log) {
  const { time, service, severity, logger, eventName, traceId, spanId, pattern } = log;
  const { exceptionGroup } = log;
  const field = (name, text, term, column = name) =>
    text && { name, text, value: text, term, column };
  const equal = (name, text) => field(name, text, text && fieldTerm(name, text));
  return [
    field("time", log.answered.time ?? new Date(time).toISOString(), null, null),
    field("severity", severity, fieldTerm("severity", levelOf(log)), null),
    field("service", service, fieldTerm("service", service), null),
    equal("logger", logger),
    field("eventName", eventName, null),
    equal("traceId", traceId),
    equal("spanId", spanId),
    equal("pattern", pattern),
    equal("exceptionGroup", exceptionGroup),
  ].filter(Boolean);
}
