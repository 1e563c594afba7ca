package io.spanstone.query;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import java.util.ArrayList;
import java.util.List;

/** Samples of Prometheus as OTLP that keeps their names and labels. */
public final class StoredSamples {
  private static final int SERIES_PER_REQUEST = 20;

  private StoredSamples() {}

  public static List<MetricsData> of(List<Series> all) {
    List<MetricsData> requests = new ArrayList<>();
    for (int from = 0; from < all.size(); from += SERIES_PER_REQUEST) {
      ScopeMetrics.Builder scope =
          ScopeMetrics.newBuilder()
              .setScope(InstrumentationScope.newBuilder().setName(SourceLabels.REMOTE_WRITE_SCOPE));
      for (Series series : all.subList(from, Math.min(all.size(), from + SERIES_PER_REQUEST))) {
        scope.addMetrics(metric(series));
      }
      MetricsData.Builder request = MetricsData.newBuilder();
      request.addResourceMetricsBuilder().addScopeMetrics(scope);
      requests.add(request.build());
    }
    return requests;
  }

  private static Metric metric(Series series) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (int i = 0; i < series.size(); i++) {
      NumberDataPoint.Builder point =
          gauge
              .addDataPointsBuilder()
              .setTimeUnixNano(series.timeMillis(i) * 1_000_000)
              .setAsDouble(series.value(i));
      series
          .labels()
          .without(Labels.METRIC_NAME)
          .toMap()
          .forEach(
              (name, value) ->
                  point.addAttributes(
                      KeyValue.newBuilder()
                          .setKey(name)
                          .setValue(AnyValue.newBuilder().setStringValue(value))));
    }
    return Metric.newBuilder().setName(series.labels().metricName()).setGauge(gauge).build();
  }
}
