package io.spanstone.collector.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DurationScaleTest {
  private static final MathContext PRECISE = new MathContext(80);

  @Property(tries = 5000)
  void puts_a_duration_between_the_bounds_of_its_bucket(
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long nanos) {
    assertBetweenBounds(nanos);
  }

  @Property(tries = 5000)
  void puts_a_usual_duration_between_the_bounds_of_its_bucket(
      @ForAll @LongRange(min = 1000, max = 3_600_000_000_000L) long nanos) {
    assertBetweenBounds(nanos);
  }

  @Example
  void puts_a_bound_into_the_bucket_below_it() {
    assertThat(DurationScale.bucket(1_000_000_000L)).isEqualTo(-1);
    assertThat(DurationScale.bucket(1_000_000_001L)).isEqualTo(0);
    assertThat(DurationScale.bucket(2_000_000_000L)).isEqualTo(127);
    assertThat(DurationScale.bucket(500_000_000L)).isEqualTo(-129);
  }

  /** {@code 2^b < seconds^128 <= 2^(b+1)}, in numbers that do not round where it matters. */
  private static void assertBetweenBounds(long nanos) {
    int bucket = DurationScale.bucket(nanos);
    BigDecimal power = new BigDecimal(nanos / 1e9).pow(128, PRECISE);
    assertThat(power).isGreaterThan(powerOfTwo(bucket));
    assertThat(power).isLessThanOrEqualTo(powerOfTwo(bucket + 1));
    assertThat(bucket).isBetween((int) Short.MIN_VALUE, (int) Short.MAX_VALUE);
  }

  private static BigDecimal powerOfTwo(int exponent) {
    return BigDecimal.valueOf(2).pow(exponent, PRECISE);
  }
}
