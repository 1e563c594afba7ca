package io.spanstone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadCountsTest {

  private static final long ONE_MILLI_NANOS = 1_000_000;

  @Test
  void countByEndpointAndStatus() {
    LoadCounts counts = new LoadCounts();
    counts.answered("GET /products", 200, ONE_MILLI_NANOS);
    counts.answered("GET /products", 200, ONE_MILLI_NANOS);
    counts.answered("GET /products", LoadCounts.NO_ANSWER, ONE_MILLI_NANOS);
    counts.answered("POST /orders", 502, ONE_MILLI_NANOS);
    counts.turnedAway();

    assertThat(counts.byEndpoint())
        .contains("GET /products={0=1, 200=2}")
        .contains("POST /orders={502=1}")
        .contains("turned away: 1");
    assertThat(counts.summary()).contains("4 answered, 2 of them errors, 1 turned away");
  }

  @Test
  void givePercentilesOfTheRecentAnswers() {
    LoadCounts counts = new LoadCounts();
    assertThat(counts.summary()).contains("p50 0 ms, p99 0 ms");
    for (int i = 0; i < 5_000; i++) {
      counts.answered("GET /products", 200, 900 * ONE_MILLI_NANOS);
    }
    for (int i = 1; i <= 1_024; i++) {
      counts.answered("GET /products", 200, i * ONE_MILLI_NANOS);
    }

    assertThat(counts.summary()).contains("p50 512 ms, p99 1014 ms");
  }
}
