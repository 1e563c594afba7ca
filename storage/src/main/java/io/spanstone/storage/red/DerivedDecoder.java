package io.spanstone.storage.red;

import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.otlp.Buckets;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.RepeatedNumbers;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import io.spanstone.otlp.WireReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Finds the points of derived durations in blocks. A series is looked at once, and then known by
 * its bytes. Not thread-safe.
 */
final class DerivedDecoder {
  private static final Slice SCOPE = Slice.ofUtf8(SourceLabels.DERIVED_SCOPE);
  private static final int ATTRIBUTES = 1 << 3 | WireReader.LEN;

  /** Whose points stand together. */
  private record Source(DerivedDuration metric, Slice resource) {}

  /** A series, and where it is in the block that names it last. */
  private static final class Known {
    private final DerivedSeries series;
    private int block;
    private int place;

    private Known(DerivedSeries series) {
      this.series = series;
    }
  }

  private final Map<Slice, DerivedDuration> metrics = new HashMap<>();
  private final UnaryOperator<DerivedSeries> shared;
  private final Map<Source, Map<Slice, Known>> sources = new HashMap<>();
  private final RecordCursor cursor = new RecordCursor(Slice.EMPTY);
  private final ScopeView scope = new ScopeView();
  private final MetricView metric = new MetricView();
  private final WireReader fields = new WireReader();
  private final ExponentialHistogramDataPointView view = new ExponentialHistogramDataPointView();
  private final DerivedBlock.Builder block = new DerivedBlock.Builder();
  private int blocks;

  /**
   * @param shared a series that is equal, if there is one already
   */
  DerivedDecoder(UnaryOperator<DerivedSeries> shared) {
    this.shared = shared;
    for (DerivedDuration each : DerivedDuration.values()) {
      metrics.put(Slice.ofUtf8(each.metricName()), each);
    }
  }

  /** The points in a block; keeps nothing of its bytes. */
  DerivedBlock decode(Slice metricsData) {
    blocks++;
    cursor.reset(metricsData);
    int ordinal = -1;
    boolean derived = false;
    while (cursor.next()) {
      if (cursor.scopeOrdinal() != ordinal) {
        ordinal = cursor.scopeOrdinal();
        derived = scope.read(cursor.scope()).name().equals(SCOPE);
      }
      if (derived) {
        readMetric();
      }
    }
    return block.finish();
  }

  private void readMetric() {
    metric.read(cursor.record());
    if (metric.type() != MetricView.Type.EXPONENTIAL_HISTOGRAM
        || metric.aggregationTemporality() != MetricView.TEMPORALITY_DELTA) {
      return;
    }
    DerivedDuration duration = metrics.get(metric.name());
    if (duration != null) {
      readPoints(duration);
    }
  }

  private void readPoints(DerivedDuration duration) {
    Source source = new Source(duration, cursor.resource());
    Map<Slice, Known> known = sources.get(source);
    if (known == null) {
      known = new HashMap<>();
      source = new Source(duration, Slice.of(source.resource.toByteArray()));
      sources.put(source, known);
    }
    for (Submessages points = metric.dataPoints(); points.next(); ) {
      Slice point = points.message();
      if (view.read(point).scale() == DurationSketch.SCALE) {
        addBuckets(view.positive());
        block.addPoint(
            place(known, source, attributes(point)),
            view.startTimeUnixNano(),
            view.timeUnixNano(),
            view.count(),
            view.zeroCount());
      }
    }
  }

  private void addBuckets(Buckets buckets) {
    int bucket = buckets.offset();
    RepeatedNumbers counts = buckets.bucketCounts();
    for (; counts.next(); bucket += 1 + counts.skipZeros()) {
      if (counts.longValue() != 0) {
        block.addBucket(bucket, counts.longValue());
      }
    }
  }

  private int place(Map<Slice, Known> ofSource, Source source, Slice attributes) {
    Known known = ofSource.get(attributes);
    if (known == null) {
      Slice resource = Slice.of(source.resource.toByteArray());
      Slice own = Slice.of(attributes.toByteArray());
      known = new Known(shared.apply(new DerivedSeries(source.metric, resource, own)));
      ofSource.put(known.series.attributes(), known);
    }
    if (known.block != blocks) {
      known.block = blocks;
      known.place = block.addSeries(known.series);
    }
    return known.place;
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
