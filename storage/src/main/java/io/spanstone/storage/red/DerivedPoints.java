package io.spanstone.storage.red;

import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import io.spanstone.otlp.WireReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks the points of derived durations in blocks. A series is looked at once, and then known by
 * its bytes. Not thread-safe.
 *
 * @param <T> what is kept of a series
 */
final class DerivedPoints<T> {
  private static final Slice SCOPE = Slice.ofUtf8(SourceLabels.DERIVED_SCOPE);
  private static final int ATTRIBUTES = 1 << 3 | WireReader.LEN;

  /** Sees every point of the series that are wanted. */
  interface Visitor<T> {
    void point(T series, ExponentialHistogramDataPointView point);
  }

  /** Says what is to be kept of a series; nothing if it is not wanted. */
  interface Wanted<T> {
    /**
     * Looks at a series.
     *
     * @param resource a Resource message
     */
    Optional<T> of(DerivedDuration metric, Slice resource, KeyValues attributes);
  }

  private record Source(DerivedDuration metric, Slice resource) {}

  private final Map<Slice, DerivedDuration> metrics = new HashMap<>();
  private final Wanted<T> wanted;
  private final Map<Source, Map<Slice, Optional<T>>> sources = new HashMap<>();
  private final RecordCursor cursor = new RecordCursor(Slice.EMPTY);
  private final ScopeView scope = new ScopeView();
  private final MetricView metric = new MetricView();
  private final WireReader fields = new WireReader();
  private final ExponentialHistogramDataPointView view = new ExponentialHistogramDataPointView();

  /**
   * @param metrics those whose points are wanted
   */
  DerivedPoints(Set<DerivedDuration> metrics, Wanted<T> wanted) {
    metrics.forEach(each -> this.metrics.put(Slice.ofUtf8(each.metricName()), each));
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
        || metric.aggregationTemporality() != MetricView.TEMPORALITY_DELTA) {
      return;
    }
    DerivedDuration wantedMetric = metrics.get(metric.name());
    if (wantedMetric != null) {
      readPoints(wantedMetric, visitor);
    }
  }

  private void readPoints(DerivedDuration of, Visitor<T> visitor) {
    Map<Slice, Optional<T>> known = ofSource(of);
    for (Submessages points = metric.dataPoints(); points.next(); ) {
      Slice point = points.message();
      Slice identity = attributes(point);
      Optional<T> series = known.get(identity);
      if (series == null) {
        series = wanted.of(of, cursor.resource(), view.read(point).attributes());
        known.put(Slice.of(identity.toByteArray()), series);
      }
      if (series.isPresent() && view.read(point).scale() == DurationSketch.SCALE) {
        visitor.point(series.get(), view);
      }
    }
  }

  private Map<Slice, Optional<T>> ofSource(DerivedDuration of) {
    Map<Slice, Optional<T>> known = sources.get(new Source(of, cursor.resource()));
    if (known == null) {
      known = new HashMap<>();
      sources.put(new Source(of, Slice.of(cursor.resource().toByteArray())), known);
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
