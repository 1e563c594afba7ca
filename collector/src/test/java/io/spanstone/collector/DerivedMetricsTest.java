package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.collector.derive.DerivedCounts;
import io.spanstone.otlp.Signal;
import io.spanstone.storage.Storage;
import io.spanstone.storage.report.SignalCounts;
import io.spanstone.testkit.RandomOtlp;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedElasticsearch.class)
@Timeout(300)
class DerivedMetricsTest {
  @TempDir Path data;

  private final String prefix = TestCollectors.freshPrefix();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void whatIsStoredSaysOfEveryCallWhatItsSpanSays(URI elasticsearch) throws Exception {
    List<TracesData> sent = new ArrayList<>();
    try (Storage storage = TestCollectors.storage(elasticsearch, prefix)) {
      for (int run = 0; run < 2; run++) {
        Collector collector = TestCollectors.start(TestCollectors.settings(data), storage);
        try (collector) {
          Eventually.until("ready", collector::ready);
          for (int i = 0; i < 20; i++) {
            TracesData traces =
                new RandomOtlp(100L * run + i, Instant.now().minusSeconds(i)).traces(50);
            sent.add(traces);
            send(collector, traces);
          }
        }
        assertThat(collector.report().signals().get(Signal.METRICS))
            .matches(SignalCounts::balances)
            .matches(counts -> counts.journaled() > 0 && counts.journaled() == counts.stored());
      }
    }

    assertThat(new StoredRecords(elasticsearch, prefix).derived().tallies())
        .isEqualTo(DerivedCounts.ofSpans(sent, span -> true).tallies());
    try (Stream<Path> journal = Files.walk(data.resolve("journal"))) {
      assertThat(journal.map(Path::toString).filter(file -> file.endsWith(".segment"))).isEmpty();
    }
  }

  private void send(Collector collector, TracesData traces) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + collector.httpPort() + "/v1/traces"))
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(traces.toByteArray()))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
