/**
 * PromQL: {@link io.spanstone.query.promql.PromqlEngine} answers queries from any {@link
 * io.spanstone.metric.SeriesSource}; {@link io.spanstone.query.promql.Promql} reads and formats
 * them. A query goes from {@code syntax} through {@code evaluate}, which applies {@code function}s
 * to {@code value}s. What differs from Prometheus 3 is in {@code docs/reference/promql.md}.
 */
@NullMarked
package io.spanstone.query.promql;

import org.jspecify.annotations.NullMarked;
