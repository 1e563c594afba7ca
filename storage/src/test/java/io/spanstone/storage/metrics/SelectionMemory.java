package io.spanstone.storage.metrics;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Selects so many samples of a kind and says how many it found: run in a small heap, it shows what
 * a selection takes. Blocks are made when they are read, the newest first, and so take nothing.
 */
final class SelectionMemory {
  private static final int SERIES = 500;
  private static final int BOUNDS = 12;
  private static final long STEP_NANOS = 15_000_000_000L;

  private SelectionMemory() {}

  /** {@code number} or {@code histogram}, and how many samples, as they weigh. */
  public static void main(String[] arguments) throws IOException {
    boolean histograms = arguments[0].equals("histogram");
    int weightOfPoint = histograms ? BOUNDS + 2 : 1;
    int points = Integer.parseInt(arguments[1]) / weightOfPoint / SERIES;
    Matchers matchers =
        new Matchers(List.of(new LabelMatcher("job", LabelMatcher.Operator.EQUAL, "")));
    Selection selection =
        new Selection(
            matchers,
            new TimeRange(0, Long.MAX_VALUE / 1_000_000 - 1),
            new SelectLimits(100_000, Long.MAX_VALUE, System.nanoTime() + Long.MAX_VALUE / 2));
    selection.read(new Blocks(points, histograms), BlockFilter.asReceived());
    List<Series> series = selection.series();
    System.out.println(series.stream().mapToLong(Series::size).sum());
  }

  /** A block for each point in time. */
  private record Blocks(int points, boolean histograms) implements MetricBlocks {
    @Override
    public void payloads(BlockFilter filter, Payload to) throws IOException {
      for (int point = points; point > 0; point--) {
        long time = point * STEP_NANOS;
        Metric metric = histograms ? histograms(time) : numbers(time);
        MetricsData.Builder data = MetricsData.newBuilder();
        data.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);
        to.take(Slice.of(data.build().toByteArray()), time);
      }
    }

    private static Metric numbers(long time) {
      Gauge.Builder gauge = Gauge.newBuilder();
      for (int series = 0; series < SERIES; series++) {
        gauge.addDataPoints(
            NumberDataPoint.newBuilder()
                .addAttributes(number(series))
                .setTimeUnixNano(time)
                .setAsDouble(time % 7_919 / 7.0));
      }
      return Metric.newBuilder().setName("level").setGauge(gauge).build();
    }

    private static Metric histograms(long time) {
      Histogram.Builder histogram =
          Histogram.newBuilder()
              .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
      for (int series = 0; series < SERIES; series++) {
        histogram.addDataPoints(
            HistogramDataPoint.newBuilder()
                .addAttributes(number(series))
                .setTimeUnixNano(time)
                .setCount(BOUNDS + 1)
                .setSum(time % 7_919 / 7.0)
                .addAllExplicitBounds(
                    DoubleStream.iterate(1, bound -> bound * 2).limit(BOUNDS).boxed().toList())
                .addAllBucketCounts(
                    LongStream.generate(() -> 1).limit(BOUNDS + 1).boxed().toList()));
      }
      return Metric.newBuilder().setName("latency").setHistogram(histogram).build();
    }

    private static KeyValue number(int series) {
      return KeyValue.newBuilder()
          .setKey("series")
          .setValue(AnyValue.newBuilder().setIntValue(series))
          .build();
    }

    @Override
    public List<String> values(String field, String prefix, BlockFilter filter, int limit) {
      return List.of();
    }

    @Override
    public boolean hasValue(String field, String pattern, String butNot, BlockFilter filter) {
      return false;
    }

    @Override
    public List<Optional<List<BlockHead>>> heads(List<BlockFilter> filters) {
      return Collections.nCopies(filters.size(), Optional.empty());
    }

    @Override
    public void payloads(List<BlockHead> heads, Known to) {}

    @Override
    public OptionalLong least(String field, BlockFilter filter) {
      return OptionalLong.empty();
    }

    @Override
    public List<Long> newestTimes(String target, BlockFilter filter, long intervalNanos) {
      return List.of();
    }

    @Override
    public Map<String, Long> newestOfTargets(BlockFilter filter, int limit) {
      return Map.of();
    }
  }
}
