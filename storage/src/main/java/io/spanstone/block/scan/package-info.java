/**
 * Scans the OTLP that blocks hold: the exact predicate of a search, the assembly of whole traces,
 * the sums over services. Pure, and lazy: decodes only what it needs.
 */
@NullMarked
package io.spanstone.block.scan;

import org.jspecify.annotations.NullMarked;
