/**
 * Texts of rules with values in them, in the part of Go's templates that Prometheus' rules use:
 * {@code {{ $labels.instance }} is {{ $value | humanizePercentage }}}.
 */
@NullMarked
package io.spanstone.query.alert.text;

import org.jspecify.annotations.NullMarked;
