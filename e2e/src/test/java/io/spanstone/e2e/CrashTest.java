package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the whole process group at random moments with requests in flight: every
 * acknowledged span is there exactly once, every other at most once, and the metrics that are
 * derived from them count each stored call once.
 */
class CrashTest {
  private static final int ACKNOWLEDGED_A_ROUND = 100;

  @Test
  @Tag("short")
  void everyAcknowledgedSpanIsStoredOnceOverTwoCrashes(@TempDir Path data)
      throws IOException, InterruptedException {
    crash(data, 2);
  }

  @Test
  @Tag("full")
  void everyAcknowledgedSpanIsStoredOnceOverTwentyCrashes(@TempDir Path data)
      throws IOException, InterruptedException {
    crash(data, 20);
  }

  private static void crash(Path data, int rounds) throws IOException, InterruptedException {
    Set<String> acknowledged = new HashSet<>();
    Instant begin = Instant.now();
    try (Product product = Product.up(data)) {
      for (int round = 0; round < rounds; round++) {
        try (SpanLoad load = new SpanLoad(product.otlpHttp("/v1/traces"), "crash")) {
          load.awaitAcknowledged(ACKNOWLEDGED_A_ROUND);
          TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(4_000));
          product.killGroup();
          acknowledged.addAll(load.acknowledged());
        }
        product.start();
      }
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_A_ROUND * rounds);
      Accounting.awaitDrained(product, "traces");

      Map<String, Map<String, Integer>> stored = new StoredSpans(product.elasticsearch()).count();
      assertExactlyOnce(acknowledged, stored);
      Accounting.awaitCalls(product, "crash", begin, stored.size());
    }
  }

  static void assertExactlyOnce(
      Set<String> acknowledged, Map<String, Map<String, Integer>> stored) {
    Set<String> lost = new TreeSet<>(acknowledged);
    lost.removeAll(stored.keySet());
    assertThat(lost).as("acknowledged and not stored").isEmpty();
    Map<String, Map<String, Integer>> wrong = new TreeMap<>(stored);
    wrong.values().removeIf(CrashTest::isWholeAndOnce);
    assertThat(wrong).as("stored in part or more than once").isEmpty();
  }

  private static boolean isWholeAndOnce(Map<String, Integer> spans) {
    return spans.size() == SpanLoad.SPANS_PER_TRACE
        && spans.values().stream().allMatch(times -> times == 1);
  }
}
