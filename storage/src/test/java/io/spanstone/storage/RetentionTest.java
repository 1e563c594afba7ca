package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.indices.DiskState;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void dropsIndicesThatAreWhollyExpired(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      String today = create(test, Signal.TRACES, NOW);
      String sevenDaysAgo = create(test, Signal.TRACES, NOW.minus(Duration.ofDays(7)));
      String eightDaysAgo = create(test, Signal.TRACES, NOW.minus(Duration.ofDays(8)));
      String metrics = create(test, Signal.METRICS, NOW.minus(Duration.ofDays(30)));
      String oldMetrics = create(test, Signal.METRICS, NOW.minus(Duration.ofDays(40)));

      assertThat(test.storage.applyRetention(NOW))
          .containsExactlyInAnyOrder(eightDaysAgo, oldMetrics);

      assertThat(indices(test)).containsExactlyInAnyOrder(today, sevenDaysAgo, metrics);
      assertThat(test.storage.applyRetention(NOW)).isEmpty();
    }
  }

  @Test
  void dropsHourlyAndCompactedIndicesToo(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      String prefix = test.settings.indexPrefix();
      create(test, Signal.TRACES, NOW);
      create(test, prefix + "-traces-c0-2026.11.17.08");
      create(test, prefix + "-traces-c0-2026.11.17.10");
      create(test, prefix + "-traces-c1-2026.11.15");

      assertThat(test.storage.applyRetention(NOW))
          .containsExactlyInAnyOrder(
              prefix + "-traces-c0-2026.11.17.08", prefix + "-traces-c1-2026.11.15");
    }
  }

  @Test
  void leavesAloneWhatIsNotOurs(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      String prefix = test.settings.indexPrefix();
      create(test, Signal.TRACES, NOW);
      create(test, prefix + "-traces-c0-backup");
      create(test, prefix + "-traces-c0-2026.11.01-restored");
      create(test, prefix + "-traces-c0-2026.99.99");
      test.call("DELETE", "/_index_template/" + prefix + "-traces", "");
      test.call("PUT", "/" + prefix + "-traces-c0-2020.01.01", "{}");

      assertThat(test.storage.applyRetention(NOW)).isEmpty();
    }
  }

  @Test
  void aClockFarAheadOfTheDataIsNotBelieved(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      create(test, Signal.TRACES, NOW);

      assertThat(test.storage.applyRetention(Instant.parse("2100-01-01T00:00:00Z"))).isEmpty();
      assertThat(test.storage.applyRetention(Instant.EPOCH)).isEmpty();
      assertThat(test.storage.applyRetention(NOW.plus(Duration.ofDays(30)))).hasSize(1);
    }
  }

  @Test
  void whereADiskIsFullTheOldestGoFirstAndNoSignalLosesAll(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      List<String> newest = new ArrayList<>();
      for (Signal signal : Signal.values()) {
        newest.add(create(test, signal, NOW));
      }
      String traces = create(test, Signal.TRACES, NOW.minus(Duration.ofDays(3)));
      String logs = create(test, Signal.LOGS, NOW.minus(Duration.ofDays(5)));
      String metrics = create(test, Signal.METRICS, NOW.minus(Duration.ofDays(15)));
      List<String> order = List.of(logs, metrics, traces); // 4 of 7, 14 of 30, 2 of 7 days old
      Storage full = Storage.connect(test.settings.withMinFreeBytes(Long.MAX_VALUE));
      Storage roomy = Storage.connect(test.settings.withMinFreeBytes(1));

      assertThat(roomy.relieveDiskPressure(NOW)).isEmpty();
      assertThat(roomy.diskState(NOW).pressure()).isEqualTo(DiskState.Pressure.NONE);
      assertThat(roomy.diskState(NOW).next()).isEqualTo(order);
      assertThat(roomy.diskState(NOW).expiring())
          .extracting(DiskState.Expiry::index)
          .containsExactlyInAnyOrder(traces, logs, metrics);
      DiskState.Expiry first =
          roomy.diskState(NOW).expiring().stream()
              .min(Comparator.comparing(DiskState.Expiry::at))
              .orElseThrow();
      assertThat(first.index()).isEqualTo(logs);
      assertThat(first.at()).isBetween(NOW.plus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(3)));
      assertThat(roomy.applyRetention(first.at())).isEmpty();
      assertThat(test.storage.relieveDiskPressure(NOW)).isEmpty();
      assertThat(full.diskState(NOW).pressure()).isEqualTo(DiskState.Pressure.DROPPING);
      assertThat(full.diskState(NOW).freeBytes())
          .isPositive()
          .isLessThan(full.diskState(NOW).totalBytes());
      for (String next : order) {
        assertThat(full.relieveDiskPressure(NOW)).containsExactly(next);
      }
      assertThat(full.relieveDiskPressure(NOW)).isEmpty();
      assertThat(indices(test)).containsExactlyInAnyOrderElementsOf(newest);
      full.close();
      roomy.close();
    }
  }

  private static String create(TestStorage test, Signal signal, Instant period) throws IOException {
    String index = test.storage.indexName(signal, period);
    create(test, index);
    return index;
  }

  private static void create(TestStorage test, String index) throws IOException {
    assertThat(test.storage.bulk(List.of(new BulkItem(index, "1", Slice.ofUtf8("{}"))))).hasSize(1);
  }

  private static List<String> indices(TestStorage test) throws IOException {
    String names = test.call("GET", "/_cat/indices/" + test.settings.indexPrefix() + "-*?h=i", "");
    return names.lines().map(String::strip).toList();
  }
}
