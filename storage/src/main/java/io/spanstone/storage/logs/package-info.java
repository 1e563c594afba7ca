/**
 * Reads the stored logs: {@code query} has the language, {@code scan} the exact predicate, and here
 * is what is asked: pages of records, counts over time, lines around one, names and values.
 */
@NullMarked
package io.spanstone.storage.logs;

import org.jspecify.annotations.NullMarked;
