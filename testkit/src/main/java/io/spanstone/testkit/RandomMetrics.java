package io.spanstone.testkit;

import static io.spanstone.testkit.RandomValues.attribute;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import java.util.List;
import java.util.Random;

/** Metrics of the shop: gauges, sums, histograms of both kinds, summaries. */
final class RandomMetrics {
  private static final int MAX_POINTS_PER_METRIC = 6;
  private static final int MAX_METRICS_PER_SCOPE = 5;
  private static final long INTERVAL_NANOS = 10_000_000_000L;
  private static final List<Double> BOUNDS = List.of(0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0);

  private final Random random;
  private final RandomValues values;
  private final RandomClock clock;

  RandomMetrics(Random random, RandomValues values, RandomClock clock) {
    this.random = random;
    this.values = values;
    this.clock = clock;
  }

  MetricsData metrics(int dataPoints) {
    MetricsData.Builder data = MetricsData.newBuilder();
    int left = dataPoints;
    while (left > 0) {
      ScopeMetrics.Builder scope =
          data.addResourceMetricsBuilder()
              .setResource(values.resource(values.pick(RandomValues.SERVICES)))
              .addScopeMetricsBuilder()
              .setScope(values.scope());
      for (int i = random.nextInt(MAX_METRICS_PER_SCOPE); i >= 0 && left > 0; i--) {
        int points = Math.min(left, 1 + random.nextInt(MAX_POINTS_PER_METRIC));
        scope.addMetrics(metric(points));
        left -= points;
      }
    }
    return data.build();
  }

  private Metric metric(int points) {
    return switch (random.nextInt(5)) {
      case 0 -> named("jvm.memory.used", "By").setGauge(gauge(points)).build();
      case 1 -> named("shop.orders", "{order}").setSum(sum(points)).build();
      case 2 -> named("http.server.request.duration", "s").setHistogram(histogram(points)).build();
      case 3 ->
          named("db.client.operation.duration", "s")
              .setExponentialHistogram(exponentialHistogram(points))
              .build();
      default -> named("rpc.duration", "ms").setSummary(summary(points)).build();
    };
  }

  private static Metric.Builder named(String name, String unit) {
    return Metric.newBuilder().setName(name).setUnit(unit).setDescription("The " + name + ".");
  }

  private Gauge gauge(int points) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (int i = 0; i < points; i++) {
      gauge.addDataPoints(number().setAsDouble(random.nextDouble() * 1e9));
    }
    return gauge.build();
  }

  private Sum sum(int points) {
    Sum.Builder sum =
        Sum.newBuilder().setAggregationTemporality(temporality()).setIsMonotonic(true);
    for (int i = 0; i < points; i++) {
      sum.addDataPoints(number().setAsInt(random.nextInt(1_000_000)).addExemplars(exemplar()));
    }
    return sum.build();
  }

  private NumberDataPoint.Builder number() {
    long time = clock.nextUnixNano();
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano(time - INTERVAL_NANOS)
        .setTimeUnixNano(time)
        .addAllAttributes(labels());
  }

  private Histogram histogram(int points) {
    Histogram.Builder histogram = Histogram.newBuilder().setAggregationTemporality(temporality());
    for (int i = 0; i < points; i++) {
      histogram.addDataPoints(histogramPoint());
    }
    return histogram.build();
  }

  private HistogramDataPoint histogramPoint() {
    long time = clock.nextUnixNano();
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(time - INTERVAL_NANOS)
            .setTimeUnixNano(time)
            .addAllAttributes(labels())
            .addAllExplicitBounds(BOUNDS)
            .setMin(0.001)
            .setMax(7.5)
            .addExemplars(exemplar());
    long count = 0;
    for (int i = 0; i <= BOUNDS.size(); i++) {
      int inBucket = random.nextInt(50);
      point.addBucketCounts(inBucket);
      count += inBucket;
    }
    return point.setCount(count).setSum(count * 0.2).build();
  }

  private ExponentialHistogram exponentialHistogram(int points) {
    ExponentialHistogram.Builder histogram =
        ExponentialHistogram.newBuilder().setAggregationTemporality(temporality());
    for (int i = 0; i < points; i++) {
      histogram.addDataPoints(exponentialPoint());
    }
    return histogram.build();
  }

  private ExponentialHistogramDataPoint exponentialPoint() {
    long time = clock.nextUnixNano();
    Buckets.Builder positive = Buckets.newBuilder().setOffset(-20 + random.nextInt(40));
    long count = 0;
    for (int i = random.nextInt(30); i >= 0; i--) {
      int inBucket = random.nextInt(20);
      positive.addBucketCounts(inBucket);
      count += inBucket;
    }
    return ExponentialHistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(time - INTERVAL_NANOS)
        .setTimeUnixNano(time)
        .addAllAttributes(labels())
        .setScale(3 + random.nextInt(4))
        .setZeroCount(2)
        .setCount(count + 2)
        .setSum(count * 0.7)
        .setPositive(positive)
        .addExemplars(exemplar())
        .build();
  }

  private Summary summary(int points) {
    Summary.Builder summary = Summary.newBuilder();
    for (int i = 0; i < points; i++) {
      summary.addDataPoints(
          SummaryDataPoint.newBuilder()
              .setTimeUnixNano(clock.nextUnixNano())
              .addAllAttributes(labels())
              .setCount(random.nextInt(1000))
              .setSum(random.nextDouble() * 1000)
              .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(0.5).setValue(12))
              .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(0.99).setValue(80)));
    }
    return summary.build();
  }

  private AggregationTemporality temporality() {
    return values.oneIn(2)
        ? AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
        : AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  }

  private List<KeyValue> labels() {
    return List.of(
        attribute("http.route", "/orders"),
        attribute("http.response.status_code", values.oneIn(10) ? 500 : 200),
        attribute("shop.region", values.oneIn(2) ? "eu" : "cn"));
  }

  private Exemplar exemplar() {
    return Exemplar.newBuilder()
        .setTimeUnixNano(clock.nextUnixNano())
        .setAsDouble(random.nextDouble())
        .setTraceId(values.traceId())
        .setSpanId(values.spanId())
        .build();
  }
}
