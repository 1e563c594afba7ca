package io.spanstone.collector.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.IndexPeriod;
import io.spanstone.block.PeriodRule;
import io.spanstone.otlp.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Percentiles of merged points against those of the durations themselves. */
class PercentileTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final int SPANS = 20_000;
  private static final int SEGMENTS = 20;

  @Test
  void areWithinOnePercentOnLogNormalDurations() throws Exception {
    assertPercentiles(random -> (long) (20e6 * Math.exp(1.5 * random.nextGaussian())));
  }

  @Test
  void areWithinOnePercentOnBimodalDurations() throws Exception {
    assertPercentiles(
        random ->
            random.nextInt(10) == 0
                ? (long) (3e9 + 2e8 * random.nextGaussian())
                : (long) (1e6 + 1e5 * random.nextGaussian()));
  }

  @Test
  void areWithinOnePercentOnConstantDurations() throws Exception {
    assertPercentiles(random -> 123_456_789);
  }

  @Test
  void areWithinOnePercentFromAMicrosecondToAnHour() throws Exception {
    assertPercentiles(random -> (long) (1e3 * Math.pow(3.6e9, random.nextDouble())));
  }

  private static void assertPercentiles(ToLongFunction<Random> duration) throws Exception {
    Random random = new Random(7);
    long[] nanos = new long[SPANS];
    List<Slice> derived = new ArrayList<>();
    Deriver deriver = new Deriver(DeriveLimits.DEFAULT, new SimpleMeterRegistry());
    PeriodRule rule = new PeriodRule(IndexPeriod.DAY, NOW, Duration.ofDays(30));
    for (int segment = 0; segment < SEGMENTS; segment++) {
      TracesData.Builder data = TracesData.newBuilder();
      var scope = data.addResourceSpansBuilder().addScopeSpansBuilder();
      for (int i = segment; i < SPANS; i += SEGMENTS) {
        nanos[i] = duration.applyAsLong(random);
        scope.addSpans(span(random, nanos[i]));
      }
      Slice request = Slice.of(data.build().toByteArray());
      derived.add(deriver.derive(UUID.randomUUID(), List.of(request), rule).metrics().request());
    }
    Slice merged =
        DerivedMerge.of(List.of(DerivedMerge.of(derived).request(), Slice.EMPTY)).request();
    ExponentialHistogramDataPoint point =
        MetricsData.parseFrom(merged.toByteArray())
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(0)
            .getExponentialHistogram()
            .getDataPoints(0);

    assertThat(point.getCount()).isEqualTo(SPANS);
    assertThat(point.getSum()).isCloseTo(Arrays.stream(nanos).sum() / 1e9, withPercentage(1e-9));
    Arrays.sort(nanos);
    for (double quantile : new double[] {0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999}) {
      int rank = (int) Math.ceil(quantile * SPANS);
      assertThat(valueAt(rank, point)).isCloseTo(nanos[rank - 1] / 1e9, withPercentage(1));
    }
  }

  /** The middle of the bucket that the value of that rank is in. */
  private static double valueAt(int rank, ExponentialHistogramDataPoint point) {
    long before = 0;
    int bucket = point.getPositive().getOffset();
    for (long count : point.getPositive().getBucketCountsList()) {
      before += count;
      if (before >= rank) {
        return Math.pow(2, (bucket + 0.5) / (1 << point.getScale()));
      }
      bucket++;
    }
    throw new AssertionError(point);
  }

  private static Span span(Random random, long nanos) {
    byte[] id = new byte[24];
    random.nextBytes(id);
    long end = NOW.getEpochSecond() * SECOND + random.nextInt(1_000_000_000);
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(id, 0, 16))
        .setSpanId(ByteString.copyFrom(id, 16, 8))
        .setName("GET /cart")
        .setStartTimeUnixNano(end - nanos)
        .setEndTimeUnixNano(end)
        .build();
  }
}
