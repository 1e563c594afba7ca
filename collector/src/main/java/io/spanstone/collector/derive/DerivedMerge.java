package io.spanstone.collector.derive;

import io.spanstone.collector.cell.Cell;
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
  private final Map<MetricKey, Map<PointKey, Point>> metrics = new LinkedHashMap<>();
  private final Map<MetricKey, Map<PointKey, LogCount>> logs = new LinkedHashMap<>();
  private final ExponentialHistogramDataPointView view = new ExponentialHistogramDataPointView();

  private DerivedMerge() {}

  private record MetricKey(Slice resource, DerivedMetric metric) {}

  private record PointKey(Slice attributes, Cell cell) {}

  /** Merges requests that {@link Deriver} made; always to the same bytes. */
  public static DerivedMetrics of(List<Slice> requests) {
    DerivedMerge merge = new DerivedMerge();
    requests.forEach(merge::add);
    return merge.finish();
  }

  private void add(Slice request) {
    MetricView metric = new MetricView();
    for (RecordCursor records = new RecordCursor(request); records.next(); ) {
      metric.read(records.record());
      MetricKey key = new MetricKey(records.resource(), DerivedMetric.named(metric.name().utf8()));
      if (key.metric().isSum()) {
        addLogs(key, metric);
      } else {
        addPoints(key, metric);
      }
    }
  }

  private void addPoints(MetricKey key, MetricView metric) {
    Map<PointKey, Point> points = metrics.computeIfAbsent(key, unused -> new LinkedHashMap<>());
    for (Submessages each = metric.dataPoints(); each.next(); ) {
      add(Point.read(each.message(), view), points);
    }
  }

  private void addLogs(MetricKey key, MetricView metric) {
    Map<PointKey, LogCount> counts = logs.computeIfAbsent(key, unused -> new LinkedHashMap<>());
    for (Submessages each = metric.dataPoints(); each.next(); ) {
      LogCount count = LogCount.read(each.message());
      LogCount sum = counts.putIfAbsent(new PointKey(count.attributes(), count.cell()), count);
      if (sum != null) {
        sum.add(count);
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
    metrics.forEach(
        (key, points) -> {
          writer.start(key.metric());
          points.values().forEach(writer::add);
          writer.end(key.resource());
        });
    logs.forEach(
        (key, counts) -> {
          writer.start(key.metric());
          counts.values().forEach(writer::add);
          writer.end(key.resource());
        });
    return writer.finish();
  }
}
