package io.spanstone.collector.derive;

import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges the derived points of several segments: of each series one point a cell is left. The
 * counts are the sums of theirs.
 */
public final class DerivedMerge {
  private final Map<Slice, Map<PointKey, Point>> resources = new LinkedHashMap<>();
  private final ExponentialHistogramDataPointView view = new ExponentialHistogramDataPointView();

  private DerivedMerge() {}

  private record PointKey(Slice attributes, Cell cell) {}

  /** Merges requests that {@link Deriver} made; always to the same bytes. */
  public static DerivedMetrics of(List<Slice> requests) {
    DerivedMerge merge = new DerivedMerge();
    requests.forEach(merge::add);
    return merge.finish();
  }

  private void add(Slice request) {
    MetricView metric = new MetricView();
    for (RecordCursor metrics = new RecordCursor(request); metrics.next(); ) {
      Map<PointKey, Point> points =
          resources.computeIfAbsent(metrics.resource(), unused -> new LinkedHashMap<>());
      metric.read(metrics.record());
      for (Submessages each = metric.dataPoints(); each.next(); ) {
        add(Point.read(each.message(), view), points);
      }
    }
  }

  private static void add(Point point, Map<PointKey, Point> to) {
    Point sum = to.putIfAbsent(new PointKey(point.attributes(), point.cell()), point);
    if (sum != null) {
      sum.add(point);
    }
  }

  private DerivedMetrics finish() {
    MetricsWriter writer = new MetricsWriter();
    resources.forEach(
        (resource, points) -> {
          writer.startResource();
          points.values().forEach(writer::add);
          writer.endResource(resource);
        });
    return writer.finish();
  }
}
