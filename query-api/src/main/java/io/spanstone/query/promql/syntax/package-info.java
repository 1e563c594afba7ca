/**
 * The language: text to tokens to expressions, checked for types; and back to text. Reads the
 * grammar of Prometheus 3, without its experimental modifiers.
 */
@NullMarked
package io.spanstone.query.promql.syntax;

import org.jspecify.annotations.NullMarked;
