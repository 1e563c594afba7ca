package io.spanstone.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.block.BlockLimits;
import io.spanstone.block.TestSpans;
import io.spanstone.block.UnixNano;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.report.CollectorReport;
import io.spanstone.storage.report.SignalCounts;
import io.spanstone.storage.traces.StoredTrace;
import io.spanstone.storage.traces.TracePage;
import io.spanstone.storage.traces.TraceQuery;
import io.spanstone.storage.traces.TraceStore;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class StorageTest {
  private static final Instant NOW = UnixNano.toInstant(TestSpans.BASE_UNIX_NANO);

  @Test
  void installsTwiceAndIsReady(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      test.storage.install();

      assertThat(test.storage.ready()).isTrue();
    }
  }

  @Test
  void isNotReadyWhenDataCannotBeWritten(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      assertThat(test.storage.ready()).isTrue();
      String index = "/" + test.settings.indexPrefix() + "-collectors/_settings";
      test.call("PUT", index, "{\"blocks.read_only_allow_delete\":true}");
      try (Storage another = Storage.connect(test.settings)) {
        assertThat(another.ready()).isFalse();
      }
    }
  }

  @Test
  void beforeTheFirstWriteThereIsNothing(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      TraceQuery all = TraceQuery.between(NOW, NOW.plusSeconds(60)).build();
      Duration budget = Duration.ofSeconds(10);
      TraceStore traces = test.storage.traces();

      assertThat(traces.search(all, budget)).isEqualTo(new TracePage(List.of(), true, null, null));
      assertThat(traces.byId(Slice.of(new byte[16]), budget))
          .isEqualTo(new StoredTrace(Slice.EMPTY, 0, true));
      assertThat(test.storage.collectorReports()).isEmpty();
      assertThat(test.storage.applyRetention(NOW)).isEmpty();
    }
  }

  @Test
  void namesIndicesByPeriod(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      assertThat(test.storage.indexName(Signal.LOGS, Instant.parse("2026-11-24T00:00:00Z")))
          .isEqualTo(test.settings.indexPrefix() + "-logs-c0-2026.11.24");
    }
  }

  @Test
  void aMillionAttributeKeysAddNoField(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      TestSpans spans = new TestSpans(1, 3, 10, Duration.ofMinutes(1).toNanos());
      TracesData request = spans.request(50);
      test.store(List.of(request), BlockLimits.DEFAULT);
      String index = test.storage.indexName(Signal.TRACES, NOW);
      String before = test.call("GET", "/" + index + "/_mapping", "");

      test.store(List.of(withStrangeKeys(request)), BlockLimits.DEFAULT);

      assertThat(test.call("GET", "/" + index + "/_mapping", "")).isEqualTo(before);
    }
  }

  @Test
  void keepsTheLastReportOfEachCollector(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch);
        Storage storage = Storage.connect(test.settings, () -> NOW)) {
      CollectorReport a = report("a/ä", NOW.minusSeconds(30), 1);
      CollectorReport newer = report("a/ä", NOW.minusSeconds(10), 2);
      CollectorReport b = report("b", NOW, 3);
      CollectorReport stale = report("stale", NOW.minusSeconds(61), 4);
      for (CollectorReport each : List.of(a, newer, b, stale)) {
        storage.publish(each);
      }
      test.refresh();

      assertThat(storage.collectorReports()).containsExactly(newer, b);
    }
  }

  @Test
  void forgetsCollectorsThatAreGoneForADay(URI elasticsearch) throws IOException {
    try (TestStorage test = TestStorage.install(elasticsearch)) {
      test.storage.publish(report("gone", NOW.minus(Duration.ofDays(2)), 1));
      test.storage.publish(report("lately", NOW.minus(Duration.ofHours(2)), 1));
      test.refresh();
      try (Storage later = Storage.connect(test.settings, () -> NOW)) {
        later.publish(report("here", NOW, 1));
      }
      test.refresh();

      String all = test.call("GET", "/" + test.settings.indexPrefix() + "-collectors/_search", "");
      assertThat(all).contains("collector-here", "collector-lately").doesNotContain("gone");
    }
  }

  @Test
  void settingsNameEveryFaultAtOnce() {
    assertThatThrownBy(
            () ->
                new StorageSettings(
                    List.of(URI.create("ftp://x")),
                    "user",
                    null,
                    null,
                    null,
                    "Über",
                    0,
                    -1,
                    io.spanstone.block.IndexPeriod.DAY,
                    Duration.ZERO,
                    Duration.ofDays(1),
                    Duration.ofDays(1),
                    StorageSettings.Timeouts.DEFAULT,
                    0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("ftp", "password", "Über", "shards", "replicas", "retention");
  }

  private static TracesData withStrangeKeys(TracesData request) {
    TracesData.Builder strange = request.toBuilder();
    for (int i = 0; i < 1000; i++) {
      strange
          .getResourceSpansBuilder(0)
          .getScopeSpansBuilder(0)
          .getSpansBuilder(0)
          .addAttributesBuilder()
          .setKey("strange." + i)
          .getValueBuilder()
          .setIntValue(i);
    }
    return strange.build();
  }

  private static CollectorReport report(String instance, Instant time, long stored) {
    Map<Signal, SignalCounts> signals = new HashMap<>();
    signals.put(Signal.TRACES, new SignalCounts(9, 1, 8, 2, stored, 1, 0, 3, 4));
    signals.put(Signal.LOGS, SignalCounts.ZERO);
    return new CollectorReport(instance, time, signals, 10, Long.MAX_VALUE, 0.25);
  }
}
