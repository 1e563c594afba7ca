package io.spanstone.query;

import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Series {@code many} that differ in the label {@code i}, with a sample each. */
final class ManySeries {
  private ManySeries() {}

  /** To be stored. */
  static List<MetricsData> stored(int count, Instant time) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Labels labels = Labels.of(Labels.METRIC_NAME, "many", "i", "number-" + i);
      series.add(
          Series.ofNumbers(labels, false, new long[] {time.toEpochMilli()}, new double[] {i}));
    }
    return StoredSamples.of(series);
  }
}
