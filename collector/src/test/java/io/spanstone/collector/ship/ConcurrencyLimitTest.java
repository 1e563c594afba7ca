package io.spanstone.collector.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final Duration SLOW = Duration.ofSeconds(4);

  private final ConcurrencyLimit limit = new ConcurrencyLimit(4, Duration.ofSeconds(3));

  @Test
  void startsWithOneAndGrowsByOneForAsManyQuickAnswersAsItAllows() {
    assertThat(limit.allowed()).isEqualTo(1);
    limit.answered(QUICK);
    assertThat(limit.allowed()).isEqualTo(2);
    limit.answered(QUICK);
    assertThat(limit.allowed()).isEqualTo(2);
    limit.answered(QUICK);
    limit.answered(QUICK);
    assertThat(limit.allowed()).isEqualTo(3);
  }

  @Test
  void staysBetweenOneAndTheMaximum() {
    for (int i = 0; i < 1000; i++) {
      limit.answered(QUICK);
    }
    assertThat(limit.allowed()).isEqualTo(4);
    for (int i = 0; i < 1000; i++) {
      limit.overloaded();
    }
    assertThat(limit.allowed()).isEqualTo(1);
  }

  @Test
  void halvesWhenRefusedAndWhenSlow() {
    for (int i = 0; i < 100; i++) {
      limit.answered(QUICK);
    }
    limit.answered(SLOW);
    assertThat(limit.allowed()).isEqualTo(2);
    limit.overloaded();
    assertThat(limit.allowed()).isEqualTo(1);
  }
}
