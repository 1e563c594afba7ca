package io.spanstone.storage.metrics;

import io.spanstone.metric.Labels;

/**
 * One measurement kept as an example.
 *
 * @param series that it belongs to
 * @param labels {@code trace_id}, {@code span_id} (hex) and its filtered attributes
 * @param value what was measured
 * @param timeMillis when
 */
public record SeriesExemplar(Labels series, Labels labels, double value, long timeMillis) {}
