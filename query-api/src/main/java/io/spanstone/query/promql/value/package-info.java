/** What expressions evaluate to, over a grid of steps. Not thread-safe: each query has its own. */
@NullMarked
package io.spanstone.query.promql.value;

import org.jspecify.annotations.NullMarked;
