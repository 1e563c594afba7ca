package io.spanstone.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.Storage;
import io.spanstone.storage.report.SignalCounts;
import io.spanstone.testkit.SharedElasticsearch;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lines go in over HTTP, and what is stored of their patterns counts each of them once. */
@ExtendWith(SharedElasticsearch.class)
@Timeout(300)
class LogPatternCountsTest {
  @TempDir Path data;

  private final String prefix = TestCollectors.freshPrefix();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void countsEveryLineOnceAndUnderTheSameIdAfterARestart(URI elasticsearch) throws Exception {
    Map<String, Long> expected = new HashMap<>();
    try (Storage storage = TestCollectors.storage(elasticsearch, prefix)) {
      for (int run = 0; run < 2; run++) {
        Collector collector = TestCollectors.start(TestCollectors.settings(data), storage);
        try (collector) {
          Eventually.until("ready", collector::ready);
          for (int i = 0; i < 10; i++) {
            send(collector, lines(10 * run + i, expected));
          }
        }
        assertThat(collector.report().signals().get(Signal.LOGS))
            .matches(SignalCounts::balances)
            .matches(counts -> counts.stored() == 40 && counts.rejected() == 10);
        assertThat(collector.report().signals().get(Signal.METRICS))
            .matches(SignalCounts::balances);
      }
      refresh(elasticsearch);

      assertThat(stored(storage)).isEqualTo(expected);
    }
  }

  private static String lines(int number, Map<String, Long> expected) {
    expected.merge("INFO order <*> is late", 2L, Long::sum);
    expected.merge("ERROR order <*> is late", 1L, Long::sum);
    expected.merge("WARN user <*> left after <*>", 1L, Long::sum);
    return """
    {"level":"info","message":"order %d is late"}
    {"level":"info","message":"order %d is late"}
    {"level":"error","message":"order 7 is late"}
    {broken
    {"level":"warn","message":"user 'u%d' left after 3 ms"}
    """
        .formatted(number, number + 1000, number);
  }

  private static Map<String, Long> stored(Storage storage) throws Exception {
    long now = Instant.now().plusSeconds(60).toEpochMilli();
    long from = now - Duration.ofHours(1).toMillis();
    SelectLimits limits =
        new SelectLimits(1_000, 100_000, System.nanoTime() + Duration.ofMinutes(1).toNanos());
    List<LabelMatcher> matchers =
        List.of(
            new LabelMatcher(Labels.METRIC_NAME, LabelMatcher.Operator.EQUAL, "log_records_total"),
            new LabelMatcher("service_name", LabelMatcher.Operator.EQUAL, "cart"));
    Map<String, Long> counts = new HashMap<>();
    for (Series series :
        storage
            .metrics()
            .select(matchers, from, now, new SelectHints(now, now, 0, now - from, "", limits))) {
      for (int place = 0; place < series.size(); place++) {
        counts.merge(
            series.labels().get("log_severity") + " " + series.labels().get("log_pattern_template"),
            Math.round(series.value(place)),
            Long::sum);
      }
    }
    return counts;
  }

  private void refresh(URI elasticsearch) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(elasticsearch.resolve("/" + prefix + "*/_refresh"))
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private void send(Collector collector, String lines) throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + collector.httpPort() + "/v1/ingest/logs?service=cart");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .POST(BodyPublishers.ofString(lines, UTF_8))
            .header("content-type", "application/x-ndjson")
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.body()).contains("\"accepted\":4", "\"line\":4");
  }
}
