/**
 * Reads stored metrics as Prometheus sees them: the series behind a selector, and what is said of
 * them. {@link io.spanstone.storage.metrics.MetricStore} is the way in; {@code
 * docs/reference/metrics.md} says what OTLP becomes.
 */
@NullMarked
package io.spanstone.storage.metrics;

import org.jspecify.annotations.NullMarked;
