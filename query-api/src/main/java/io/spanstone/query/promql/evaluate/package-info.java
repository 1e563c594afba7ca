/**
 * From expressions to values. All that a query needs is selected first, each selector once; then
 * every expression is evaluated once for all steps of its grid.
 */
@NullMarked
package io.spanstone.query.promql.evaluate;

import org.jspecify.annotations.NullMarked;
