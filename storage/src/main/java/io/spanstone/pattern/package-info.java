/**
 * What log records have in common: the pattern of a message, and the kind of an exception. Both are
 * told from the record alone, so that whoever reads a record knows them. Pure: no input or output,
 * no clock, no state.
 *
 * <p>The rules are written down in {@code docs/reference/log-patterns.md} and {@code
 * log-exceptions.md}.
 */
@NullMarked
package io.spanstone.pattern;

import org.jspecify.annotations.NullMarked;
