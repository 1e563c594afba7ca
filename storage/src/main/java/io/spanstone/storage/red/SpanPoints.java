package io.spanstone.storage.red;

import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import io.spanstone.otlp.WireReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Walks the derived points of spans' durations in blocks. A series is looked at once, and then
 * known by its bytes. Not thread-safe.
 *
 * @param <T> what is kept of a series
 */
final class SpanPoints<T> {
  /** The name of the metric in Prometheus, as blocks have it. */
  static final String METRIC_NAME = "span_duration_seconds";

  private static final Slice METRIC = Slice.ofUtf8("span.duration");
  private static final Slice SCOPE = Slice.ofUtf8(SourceLabels.DERIVED_SCOPE);
  private static final int ATTRIBUTES = 1 << 3 | WireReader.LEN;

  /** Sees every point of the series that are wanted. */
  interface Visitor<T> {
    void point(T series, ExponentialHistogramDataPointView point);
  }

  private final Function<SpanSeries, Optional<T>> wanted;
  private final Map<Slice, Map<Slice, Optional<T>>> resources = new HashMap<>();
  private final RecordCursor cursor = new RecordCursor(Slice.EMPTY);
  private final ScopeView scope = new ScopeView();
  private final MetricView metric = new MetricView();
  private final WireReader fields = new WireReader();
  private final ExponentialHistogramDataPointView view = new ExponentialHistogramDataPointView();

  /**
   * @param wanted what is to be kept of a series; nothing if it is not wanted
   */
  SpanPoints(Function<SpanSeries, Optional<T>> wanted) {
    this.wanted = wanted;
  }

  /** Visits the points in a block. */
  void read(Slice metricsData, Visitor<T> visitor) {
    cursor.reset(metricsData);
    int ordinal = -1;
    boolean derived = false;
    while (cursor.next()) {
      if (cursor.scopeOrdinal() != ordinal) {
        ordinal = cursor.scopeOrdinal();
        derived = scope.read(cursor.scope()).name().equals(SCOPE);
      }
      if (derived) {
        readMetric(visitor);
      }
    }
  }

  private void readMetric(Visitor<T> visitor) {
    metric.read(cursor.record());
    if (metric.type() != MetricView.Type.EXPONENTIAL_HISTOGRAM
        || metric.aggregationTemporality() != MetricView.TEMPORALITY_DELTA
        || !metric.name().equals(METRIC)) {
      return;
    }
    Map<Slice, Optional<T>> known = ofResource();
    for (Submessages points = metric.dataPoints(); points.next(); ) {
      Slice point = points.message();
      Slice identity = attributes(point);
      Optional<T> series = known.get(identity);
      if (series == null) {
        series = wanted.apply(SpanSeries.of(cursor.resource(), view.read(point).attributes()));
        known.put(Slice.of(identity.toByteArray()), series);
      }
      if (series.isPresent() && view.read(point).scale() == DurationSketch.SCALE) {
        visitor.point(series.get(), view);
      }
    }
  }

  private Map<Slice, Optional<T>> ofResource() {
    Map<Slice, Optional<T>> known = resources.get(cursor.resource());
    if (known == null) {
      known = new HashMap<>();
      resources.put(Slice.of(cursor.resource().toByteArray()), known);
    }
    return known;
  }

  /** The attributes' bytes: collectors write them before all else. */
  private Slice attributes(Slice point) {
    int end = point.from();
    fields.reset(point.array(), point.from(), point.to());
    while (fields.next() && fields.tag() == ATTRIBUTES) {
      end = fields.to();
    }
    return new Slice(point.array(), point.from(), end);
  }
}
