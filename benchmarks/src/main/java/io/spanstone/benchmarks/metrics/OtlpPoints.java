package io.spanstone.benchmarks.metrics;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.benchmarks.metrics.SampleCorpus.Scrape;
import java.util.List;

/**
 * A scrape as the export request that an OpenTelemetry SDK would send: 200 points of 20 metrics.
 */
final class OtlpPoints {
  /** One of the gauges. */
  static final String GAUGE_IN_PROMQL = "exported_level_0";

  private static final String COUNTER = "exported.requests.%d";
  private static final String GAUGE = "exported.level.%d";

  private OtlpPoints() {}

  static List<byte[]> encode(List<List<Scrape>> ticks) {
    return ticks.stream().flatMap(List::stream).map(OtlpPoints::encode).toList();
  }

  private static byte[] encode(Scrape scrape) {
    ResourceMetrics.Builder metrics =
        ResourceMetrics.newBuilder()
            .setResource(
                Resource.newBuilder()
                    .addAttributes(text("service.name", scrape.service()))
                    .addAttributes(text("service.instance.id", scrape.instanceId())));
    var scope = metrics.addScopeMetricsBuilder();
    for (int metric = 0; metric < SampleCorpus.METRICS_OF_A_KIND; metric++) {
      scope.addMetrics(counter(scrape, metric));
    }
    for (int metric = 0; metric < SampleCorpus.METRICS_OF_A_KIND; metric++) {
      scope.addMetrics(gauge(scrape, metric));
    }
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(metrics)
        .build()
        .toByteArray();
  }

  private static Metric counter(Scrape scrape, int number) {
    Sum.Builder sum =
        Sum.newBuilder()
            .setIsMonotonic(true)
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    for (int series = 0; series < SampleCorpus.SERIES_OF_A_METRIC; series++) {
      sum.addDataPoints(point(scrape, number, series));
    }
    return Metric.newBuilder().setName(COUNTER.formatted(number)).setSum(sum).build();
  }

  private static Metric gauge(Scrape scrape, int number) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (int series = 0; series < SampleCorpus.SERIES_OF_A_METRIC; series++) {
      gauge.addDataPoints(point(scrape, SampleCorpus.METRICS_OF_A_KIND + number, series));
    }
    return Metric.newBuilder().setName(GAUGE.formatted(number)).setGauge(gauge).build();
  }

  private static NumberDataPoint.Builder point(Scrape scrape, int metric, int series) {
    return NumberDataPoint.newBuilder()
        .addAttributes(text("http.request.method", Scrape.method(series)))
        .addAttributes(text("http.route", Scrape.route(series)))
        .setTimeUnixNano(scrape.timeMillis() * 1_000_000)
        .setAsDouble(scrape.values()[metric * SampleCorpus.SERIES_OF_A_METRIC + series]);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
