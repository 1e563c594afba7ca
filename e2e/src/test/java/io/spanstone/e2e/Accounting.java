package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The identity of {@code /api/v1/status}. */
final class Accounting {
  private Accounting() {}

  /** Waits until nothing of the signal is on its way; the identity must hold in every answer. */
  static JsonNode awaitDrained(Product product, String signal)
      throws IOException, InterruptedException {
    return Await.until(
        () -> Optional.of(holding(product, signal)),
        counts -> counts.get("waiting").asLong() == 0 && counts.get("inFlight").asLong() == 0);
  }

  /** The signal's counts, which must add up. */
  static JsonNode holding(Product product, String signal) throws IOException, InterruptedException {
    JsonNode counts = product.get("/api/v1/status").at("/signals/" + signal);
    assertThat(counts.get("received").asLong())
        .as(counts.toString())
        .isEqualTo(sum(counts, "rejected", "journaled"));
    assertThat(sum(counts, "journaled", "recovered"))
        .as(counts.toString())
        .isEqualTo(sum(counts, "stored", "duplicate", "deadLettered", "waiting", "inFlight"));
    return counts;
  }

  /** Waits until the metrics that are derived from spans count as many calls of the service. */
  static void awaitCalls(Product product, String service, Instant since, long calls)
      throws IOException, InterruptedException {
    String query =
        "/api/v1/red?service=%s&start=%s&end=%s&step=24h"
            .formatted(service, since, Instant.now().plus(Duration.ofMinutes(1)));
    Await.until(() -> Optional.of(calls(product.get(query))), counted -> counted == calls);
  }

  private static long calls(JsonNode red) {
    return StreamSupport.stream(red.at("/series/0/points").spliterator(), false)
        .mapToLong(point -> point.get("calls").asLong())
        .sum();
  }

  private static long sum(JsonNode counts, String... names) {
    long sum = 0;
    for (String name : names) {
      sum += counts.get(name).asLong();
    }
    return sum;
  }
}
