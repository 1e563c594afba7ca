package io.spanstone.block;

import io.spanstone.block.Sources.ScopeSource;
import io.spanstone.otlp.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A record waiting to be packed.
 *
 * @param scope where it comes from
 * @param metric the metric that a data point belongs to; null for spans and log records
 * @param message the Span, LogRecord or data point message
 * @param timeUnixNano its event time: start of a span, time of the others; 0 if unknown
 */
record PackedRecord(
    ScopeSource scope, @Nullable MetricHeader metric, Slice message, long timeUnixNano) {

  /** What it shares a block with: its service, or for a data point its metric's name. */
  Object partition() {
    return metric == null ? scope.resource.service : metric.name();
  }
}
