package io.spanstone.collector.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final long MAX_WAIT_NANOS = Duration.ofSeconds(1).toNanos();

  private final CircuitBreaker breaker =
      new CircuitBreaker(
          3, new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)), new Random(1));

  @Test
  void opensAfterFailuresInARowOnly() {
    fail(0, 2);
    breaker.succeeded();
    fail(0, 2);
    assertThat(breaker.closed()).isTrue();
    fail(0, 1);
    assertThat(breaker.closed()).isFalse();
    assertThat(breaker.openings()).isEqualTo(1);
  }

  @Test
  void letsOneProbeThroughAtATime() {
    fail(0, 3);
    assertThat(breaker.permits(-1)).isFalse();
    assertThat(breaker.millisUntilProbe(-1)).isPositive();

    assertThat(breaker.permits(MAX_WAIT_NANOS)).isTrue();
    assertThat(breaker.permits(MAX_WAIT_NANOS)).isFalse();
    assertThat(breaker.millisUntilProbe(MAX_WAIT_NANOS)).isZero();

    breaker.released();
    assertThat(breaker.permits(MAX_WAIT_NANOS)).isTrue();
    breaker.succeeded();
    assertThat(breaker.permits(MAX_WAIT_NANOS)).isTrue();
    assertThat(breaker.permits(MAX_WAIT_NANOS)).isTrue();
  }

  @Test
  void waitsAgainAfterAFailedProbe() {
    fail(0, 3);
    assertThat(breaker.permits(MAX_WAIT_NANOS)).isTrue();
    fail(MAX_WAIT_NANOS, 1);
    assertThat(breaker.permits(MAX_WAIT_NANOS - 1)).isFalse();
    assertThat(breaker.openings()).isEqualTo(2);
    assertThat(breaker.permits(2 * MAX_WAIT_NANOS)).isTrue();
  }

  @Test
  void ignoresLateFailuresOfCallsThatWereUnderWay() {
    fail(0, 3);
    fail(MAX_WAIT_NANOS * 5, 4);
    assertThat(breaker.openings()).isEqualTo(1);
    assertThat(breaker.permits(MAX_WAIT_NANOS)).isTrue();
  }

  @Test
  void remembersHowOftenItOpenedUntilSomethingReallyWorked() {
    fail(0, 3);
    assertThat(breaker.permits(MAX_WAIT_NANOS)).isTrue();
    breaker.answered();
    assertThat(breaker.closed()).isTrue();
    fail(0, 3);
    assertThat(breaker.openings()).isEqualTo(2);
    assertThat(breaker.permits(MAX_WAIT_NANOS)).isTrue();
    breaker.succeeded();
    assertThat(breaker.openings()).isZero();
  }

  private void fail(long nowNanos, int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed(nowNanos);
    }
  }
}
