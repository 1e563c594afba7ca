package io.spanstone.collector.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

  @Test
  void doublesItsBoundUpToTheMaximum() {
    assertThat(IntStream.of(1, 2, 3, 4, 5, 1000, Integer.MAX_VALUE).mapToObj(backoff::bound))
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
  }

  @Test
  void spreadsItsWaitsOverTheWholeRange() {
    Random random = new Random(7);
    List<Long> millis =
        IntStream.range(0, 1000).mapToObj(i -> backoff.after(3, random).toMillis()).toList();
    assertThat(millis).allMatch(wait -> wait >= 0 && wait <= 400);
    assertThat(millis).anyMatch(wait -> wait < 40).anyMatch(wait -> wait > 360);
  }

  @Test
  void refusesARangeThatIsNone() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
