package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.spanstone.block.BlockLimits;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counters that a process restarted, and that soon have counted more than before. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(Lifecycle.PER_CLASS)
class RestartTest {
  private static final long START_MILLIS = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
  private static final BlockLimits SMALL = new BlockLimits(60, 10, 1 << 20, 1);

  /** Start, time and count of each point, in seconds; the process is restarted at 25. */
  private static final long[][] POINTS = {{0, 10, 3}, {0, 20, 5}, {25, 30, 8}, {25, 40, 9}};

  private final Map<String, Series> series = new TreeMap<>();
  private TestStorage storage;

  @BeforeAll
  void store(URI elasticsearch) throws Exception {
    storage = TestStorage.install(elasticsearch);
    for (int i = POINTS.length - 1; i >= 0; i--) { // out of order, and each twice
      MetricsData data = TestMetrics.metrics("cart", "test", metrics(POINTS[i]));
      storage.storeMetrics(List.of(data, data), SMALL);
    }
    SelectLimits limits = new SelectLimits(1000, 1000, System.nanoTime() + 60_000_000_000L);
    List<Series> all =
        storage
            .storage
            .metrics()
            .select(
                List.of(new LabelMatcher("__name__", LabelMatcher.Operator.MATCHES, "test_.*")),
                START_MILLIS,
                START_MILLIS + 100_000,
                new SelectHints(START_MILLIS, START_MILLIS + 100_000, 0, 0, "", limits));
    for (Series each : all) {
      String bound = each.labels().get("le");
      series.put(each.labels().metricName() + (bound.isEmpty() ? "" : " " + bound), each);
    }
  }

  @AfterAll
  void close() throws Exception {
    if (storage != null) {
      storage.close();
    }
  }

  @Test
  void aLaterStartIsAZero() {
    assertThat(seconds("test_sum_total")).containsExactly(10, 20, 25, 30, 40);
    assertThat(values("test_sum_total")).containsExactly(3, 5, 0, 8, 9);
  }

  @Test
  void soItIsInAllSeriesOfAHistogram() {
    for (String name : List.of("test_classic_count", "test_classic_bucket +Inf")) {
      assertThat(values(name)).as(name).containsExactly(3, 5, 0, 8, 9);
    }
    assertThat(values("test_classic_bucket 1")).containsExactly(2, 4, 0, 7, 8);
    assertThat(values("test_classic_sum")).containsExactly(6, 10, 0, 16, 18);
    assertThat(seconds("test_classic_sum")).containsExactly(10, 20, 25, 30, 40);
  }

  @Test
  void soItIsInNativeHistograms() {
    Series histograms = found("test_exponential");
    List<Double> counts = new ArrayList<>();
    NativeHistogram before = null;
    for (int i = 0; i < histograms.size(); i++) {
      NativeHistogram histogram = histograms.histogram(i);
      assertThat(histogram).isNotNull();
      counts.add(histogram.count());
      if (before != null) {
        assertThat(histogram.isResetAfter(before)).isEqualTo(i == 2);
      }
      before = histogram;
    }
    assertThat(counts).containsExactly(3.0, 5.0, 0.0, 8.0, 9.0);
  }

  @Test
  void whatDoesNotCountFromItsStartHasNoZero() {
    assertThat(values("test_level")).containsExactly(3, 5, 8, 9);
    assertThat(values("test_delta_total")).containsExactly(3, 5, 8, 9);
  }

  private Series found(String name) {
    assertThat(series).containsKey(name);
    return series.get(name);
  }

  private double[] values(String name) {
    Series found = found(name);
    double[] values = new double[found.size()];
    Arrays.setAll(values, found::value);
    return values;
  }

  private long[] seconds(String name) {
    Series found = found(name);
    return LongStream.range(0, found.size())
        .map(i -> (found.timeMillis((int) i) - START_MILLIS) / 1000)
        .toArray();
  }

  private static Metric[] metrics(long[] point) {
    long start = nanos(point[0]);
    long time = nanos(point[1]);
    long count = point[2];
    NumberDataPoint number =
        NumberDataPoint.newBuilder()
            .setStartTimeUnixNano(start)
            .setTimeUnixNano(time)
            .setAsInt(count)
            .build();
    HistogramDataPoint classic =
        HistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(start)
            .setTimeUnixNano(time)
            .addExplicitBounds(1)
            .addBucketCounts(count - 1)
            .addBucketCounts(1)
            .setCount(count)
            .setSum(2.0 * count)
            .build();
    ExponentialHistogramDataPoint.Builder exponential =
        ExponentialHistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(start)
            .setTimeUnixNano(time)
            .setCount(count)
            .setSum(2.0 * count);
    exponential.getPositiveBuilder().addBucketCounts(count);
    AggregationTemporality cumulative = AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    return new Metric[] {
      sum("test.sum", cumulative, true, number),
      sum("test.level", cumulative, false, number),
      sum("test.delta", AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA, true, number),
      TestMetrics.named("test.classic")
          .setHistogram(
              Histogram.newBuilder().setAggregationTemporality(cumulative).addDataPoints(classic))
          .build(),
      TestMetrics.named("test.exponential")
          .setExponentialHistogram(
              ExponentialHistogram.newBuilder()
                  .setAggregationTemporality(cumulative)
                  .addDataPoints(exponential))
          .build()
    };
  }

  private static Metric sum(
      String name, AggregationTemporality temporality, boolean monotonic, NumberDataPoint point) {
    return TestMetrics.named(name)
        .setSum(
            Sum.newBuilder()
                .setAggregationTemporality(temporality)
                .setIsMonotonic(monotonic)
                .addDataPoints(point))
        .build();
  }

  private static long nanos(long seconds) {
    return (START_MILLIS + seconds * 1000) * 1_000_000;
  }
}
