/**
 * What records have in common: the pattern of a log message, the kind of an exception, the template
 * of a span's name. All are told from the record alone, so that whoever reads a record knows them.
 * Pure: no input or output, no clock, no state.
 *
 * <p>The rules are written down in {@code docs/reference/log-patterns.md}, {@code
 * log-exceptions.md} and {@code derived-metrics.md}.
 */
@NullMarked
package io.spanstone.pattern;

import org.jspecify.annotations.NullMarked;
