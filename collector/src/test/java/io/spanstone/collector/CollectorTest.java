package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.report.CollectorReport;
import io.spanstone.storage.report.SignalCounts;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedElasticsearch.class)
@Timeout(300)
class CollectorTest {
  @TempDir Path data;

  private final String prefix = TestCollectors.freshPrefix();

  @Test
  void bringsEveryRecordOfEverySignalToElasticsearchOnce(URI elasticsearch) throws Exception {
    try (Storage storage = TestCollectors.storage(elasticsearch, prefix);
        Collector collector = TestCollectors.start(TestCollectors.settings(data), storage)) {
      OtlpClient client = new OtlpClient(collector.httpPort());
      for (int i = 0; i < 20; i++) {
        for (Signal signal : Signal.values()) {
          assertThat(client.send(signal, i * 50, 50).statusCode()).isEqualTo(200);
        }
      }
      awaitStored(collector);

      StoredRecords stored = new StoredRecords(elasticsearch, prefix);
      for (Signal signal : Signal.values()) {
        assertThat(stored.numbers(signal)).containsExactlyInAnyOrderElementsOf(upTo(1000));
        SignalCounts counts = collector.report().signals().get(signal);
        assertThat(counts).matches(SignalCounts::balances);
        assertThat(counts.stored()).isEqualTo(counts.received());
        if (signal == Signal.METRICS) {
          assertThat(counts.stored()).as("1000 and what is derived").isBetween(1001L, 1120L);
        } else {
          assertThat(counts.stored()).isEqualTo(1000);
        }
      }
      assertThat(collector.report().journalBytes()).isLessThan(1000);
    }
  }

  @Test
  void makesASpanSearchableThatWasPostedAsJson(URI elasticsearch) throws Exception {
    String traceId = "5b8efff798038103d269b633813fc60c";
    long nanos = Instant.now().toEpochMilli() * 1_000_000;
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"curl"}}]},
        "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"eee19b7ec3c1b174","name":"by hand","kind":2,
        "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}"""
            .formatted(traceId, nanos, nanos + 1_000_000);
    try (Storage storage = TestCollectors.storage(elasticsearch, prefix);
        Collector collector = TestCollectors.start(TestCollectors.settings(data), storage)) {
      Eventually.until("ready", collector::ready);
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + collector.httpPort() + "/v1/traces"))
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      Eventually.until("the trace is found", () -> isFound(storage, traceId));
    }
  }

  @Test
  void tellsTheIdentitiesInMetricsAndInItsPublishedReport(URI elasticsearch) throws Exception {
    try (Storage storage = TestCollectors.storage(elasticsearch, prefix);
        Collector collector = TestCollectors.start(TestCollectors.settings(data), storage)) {
      OtlpClient client = new OtlpClient(collector.httpPort());
      for (int i = 0; i < 50; i++) {
        assertThat(client.send(Signal.TRACES, i * 10, 10).statusCode()).isEqualTo(200);
        assertIdentities(client.get("/metrics").body());
      }
      awaitStored(collector);
      Eventually.until(
          "the report is published",
          () ->
              storage.collectorReports().stream()
                  .map(CollectorReport::signals)
                  .anyMatch(signals -> stored(signals.get(Signal.TRACES)) == 500));
    }
  }

  @Test
  void acceptsWhileElasticsearchIsNotUpYetAndShipsWhenItIs(URI elasticsearch) throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(elasticsearch)) {
      proxy.set(FaultyProxy.Fault.CUT);
      try (Storage storage = TestCollectors.storage(proxy.uri(), prefix);
          Collector collector = TestCollectors.start(TestCollectors.settings(data), storage)) {
        OtlpClient client = new OtlpClient(collector.httpPort());
        assertThat(client.send(Signal.LOGS, 0, 100).statusCode()).isEqualTo(200);
        assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(client.get("/readyz").statusCode()).isEqualTo(503);

        proxy.set(FaultyProxy.Fault.NONE);
        awaitStored(collector);
        Eventually.until("ready", () -> client.get("/readyz").statusCode() == 200);
        assertThat(new StoredRecords(elasticsearch, prefix).numbers(Signal.LOGS))
            .containsExactlyInAnyOrderElementsOf(upTo(100));
      }
    }
  }

  @Test
  void shipsWhatItHasWhenItIsClosed(URI elasticsearch) throws Exception {
    try (Storage storage = TestCollectors.storage(elasticsearch, prefix)) {
      Collector collector = TestCollectors.start(TestCollectors.settings(data), storage);
      try (collector) {
        Eventually.until("ready", collector::ready);
        OtlpClient client = new OtlpClient(collector.httpPort());
        assertThat(client.send(Signal.METRICS, 0, 100).statusCode()).isEqualTo(200);
      }
      assertThat(stored(collector.report().signals().get(Signal.METRICS))).isEqualTo(100);
    }
    assertThat(new StoredRecords(elasticsearch, prefix).numbers(Signal.METRICS))
        .containsExactlyInAnyOrderElementsOf(upTo(100));
  }

  @Test
  void freesTheDataDirectoryWhenAPortIsTaken(URI elasticsearch) throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        Storage storage = TestCollectors.storage(elasticsearch, prefix)) {
      CollectorSettings settings = TestCollectors.settings(data);
      CollectorSettings blocked =
          new CollectorSettings(
              data, "127.0.0.1", taken.getLocalPort(), 0, settings.journalQuotaBytes());
      assertThatThrownBy(() -> start(blocked, storage))
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
      start(settings, storage).close();
    }
  }

  private static boolean isFound(Storage storage, String traceId) throws StorageException {
    Slice id = Slice.of(HexFormat.of().parseHex(traceId));
    return storage.traces().byId(id, Duration.ofSeconds(5)).spanCount() == 1;
  }

  private static Collector start(CollectorSettings settings, Storage storage) throws Exception {
    return TestCollectors.start(settings, storage);
  }

  private static void assertIdentities(String metrics) {
    Map<String, Long> traces = new HashMap<>();
    Matcher sample =
        Pattern.compile("spanstone_records_(\\w+)\\{signal=\"traces\"} (\\S+)").matcher(metrics);
    while (sample.find()) {
      traces.put(sample.group(1), (long) Double.parseDouble(sample.group(2)));
    }
    assertThat(traces).hasSize(9);
    assertThat(traces.get("received_total"))
        .isEqualTo(traces.get("rejected_total") + traces.get("journaled_total"));
    assertThat(traces.get("journaled_total") + traces.get("recovered_total"))
        .isEqualTo(
            traces.get("stored_total")
                + traces.get("duplicate_total")
                + traces.get("dead_lettered_total")
                + traces.get("waiting")
                + traces.get("in_flight"));
  }

  private static long stored(SignalCounts counts) {
    return counts.stored();
  }

  private static void awaitStored(Collector collector) throws Exception {
    Eventually.until(
        "all landed",
        () ->
            collector.report().signals().values().stream()
                .allMatch(
                    counts ->
                        counts.waiting() == 0
                            && counts.inFlight() == 0
                            && counts.journaled() == counts.stored() + counts.duplicate()));
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}
