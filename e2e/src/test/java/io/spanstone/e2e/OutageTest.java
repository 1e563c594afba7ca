package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Elasticsearch is taken away under load: nothing is lost, nothing doubled, and clients see only
 * answers that ask them to come again.
 */
class OutageTest {
  private static final Set<Integer> ACCEPTED_OR_RETRYABLE = Set.of(200, 429, 502, 503, 504);

  @Test
  void elasticsearchKilledUnderLoadIsRestartedAndNothingIsLost(@TempDir Path data)
      throws IOException, InterruptedException {
    try (Product product = Product.up(data)) {
      SpanLoad load = new SpanLoad(product.otlpHttp("/v1/traces"), "outage");
      try (load) {
        load.awaitAcknowledged(100);
        Product.signal("KILL", product.elasticsearchProcess());
        TimeUnit.SECONDS.sleep(6);
      }
      assertNothingLost(product, load);
    }
  }

  @Test
  @Tag("full")
  void elasticsearchPausedForAMinuteUnderLoadLosesNothing(@TempDir Path data)
      throws IOException, InterruptedException {
    try (Product product = Product.up(data)) {
      SpanLoad load = new SpanLoad(product.otlpHttp("/v1/traces"), "outage");
      try (load) {
        load.awaitAcknowledged(100);
        ProcessHandle node = product.elasticsearchProcess();
        Product.signal("STOP", node);
        TimeUnit.SECONDS.sleep(60);
        Product.signal("CONT", node);
        TimeUnit.SECONDS.sleep(5);
      }
      assertNothingLost(product, load);
    }
  }

  private static void assertNothingLost(Product product, SpanLoad load)
      throws IOException, InterruptedException {
    assertThat(ACCEPTED_OR_RETRYABLE).containsAll(load.statuses().keySet());
    Accounting.awaitDrained(product, "traces");
    CrashTest.assertExactlyOnce(
        load.acknowledged(), new StoredSpans(product.elasticsearch()).count());
  }
}
