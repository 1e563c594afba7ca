package io.spanstone.collector.derive;

import io.spanstone.otlp.EnvelopeWriter;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;

/**
 * Writes points, resource by resource, as one OTLP export request. Source: opentelemetry-proto,
 * {@code metrics/v1/metrics.proto}. Not thread-safe.
 */
final class MetricsWriter {
  static final String SCOPE_NAME = "io.spanstone.derive";

  private static final Slice SCOPE = scope();
  private static final int METRIC_FIELD_NAME = 1;
  private static final int METRIC_DESCRIPTION = 2;
  private static final int METRIC_UNIT = 3;
  private static final int SUM = 7;
  private static final int EXPONENTIAL_HISTOGRAM = 10;
  private static final int DATA_POINTS = 1;
  private static final int TEMPORALITY = 2;
  private static final int MONOTONIC = 3;

  private final EnvelopeWriter request = new EnvelopeWriter(Integer.MAX_VALUE);
  private final WireWriter metric = new WireWriter(Integer.MAX_VALUE);
  private final PointWriter pointWriter = new PointWriter(metric);
  private int points;
  private int data;

  /** Starts a metric of a resource; ended by {@link #end}. */
  void start(DerivedMetric header) {
    metric.reset();
    metric.string(METRIC_FIELD_NAME, header.metricName());
    metric.string(METRIC_DESCRIPTION, header.description());
    metric.string(METRIC_UNIT, header.unit());
    data = metric.begin(header.isSum() ? SUM : EXPONENTIAL_HISTOGRAM);
    metric.varint(TEMPORALITY, MetricView.TEMPORALITY_DELTA);
    if (header.isSum()) {
      metric.bool(MONOTONIC, true);
    }
  }

  void add(Point point) {
    int message = metric.begin(DATA_POINTS);
    pointWriter.write(point);
    metric.end(message);
    points++;
  }

  void add(LogCount count) {
    int message = metric.begin(DATA_POINTS);
    count.write(metric);
    metric.end(message);
    points++;
  }

  /** Ends the metric that was started. */
  void end(Slice resource) {
    metric.end(data);
    request.add(resource, Slice.EMPTY, SCOPE, Slice.EMPTY, metric.written());
  }

  /** How large the request is so far, in bytes, more or less. */
  int size() {
    return request.size() + metric.size();
  }

  /** Ends the request; the writer is of no more use. */
  DerivedMetrics finish() {
    return new DerivedMetrics(request.finish(), points);
  }

  private static Slice scope() {
    WireWriter scope = new WireWriter(64);
    scope.string(1, SCOPE_NAME);
    return Slice.of(scope.toByteArray());
  }
}
