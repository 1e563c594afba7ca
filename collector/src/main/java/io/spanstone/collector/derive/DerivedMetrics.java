package io.spanstone.collector.derive;

import io.spanstone.otlp.Slice;

/**
 * Derived points as an OTLP export request.
 *
 * @param request the request; empty if there are no points
 * @param points how many data points it holds
 */
public record DerivedMetrics(Slice request, int points) {
  static final DerivedMetrics NONE = new DerivedMetrics(Slice.EMPTY, 0);
}
