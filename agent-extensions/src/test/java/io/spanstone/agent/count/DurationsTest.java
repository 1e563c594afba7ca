package io.spanstone.agent.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private static final double BASE = Math.pow(2, 1 / 128.0);

  @Test
  void countsEachDurationInTheBucketThatHoldsIt() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long nanos = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
      double seconds = nanos / 1e9;
      int bucket = DurationScale.bucket(nanos);
      assertThat(seconds)
          .as("%s ns in bucket %s", nanos, bucket)
          .isBetween(Math.pow(BASE, bucket) * (1 - 1e-9), Math.pow(BASE, bucket + 1) * (1 + 1e-9));
    }
    assertThat(DurationScale.bucket(1_000_000_000)).isEqualTo(-1);
    assertThat(DurationScale.bucket(2_000_000_000)).isEqualTo(127);
    assertThat(DurationScale.bucket(1_000_000_001)).isEqualTo(0);
  }

  @Test
  void addsUpWhicheverWayTheyCame() {
    Random random = new Random(2);
    Durations together = new Durations();
    Durations some = new Durations();
    Durations others = new Durations();
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < 1_000; i++) {
      long nanos = random.nextInt(10) == 0 ? 0 : random.nextInt(1 << (1 + random.nextInt(29)));
      together.add(nanos);
      (random.nextBoolean() ? some : others).add(nanos);
      sum = sum.add(BigDecimal.valueOf(nanos));
    }
    some.add(others);

    ExponentialHistogramPointData point = point(together);
    assertThat(point(some)).isEqualTo(point);
    assertThat(point.getCount()).isEqualTo(together.count()).isEqualTo(1_000);
    assertThat(point.getPositiveBuckets().getTotalCount()).isEqualTo(1_000 - point.getZeroCount());
    assertThat(point.getSum())
        .isEqualTo(
            sum.divide(BigDecimal.valueOf(1_000_000_000), MathContext.DECIMAL64).doubleValue());
  }

  private static ExponentialHistogramPointData point(Durations durations) {
    return durations.toPoint(Attributes.empty(), 0, 10_000_000_000L);
  }
}
