package io.spanstone.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.otlp.Signal;
import io.spanstone.storage.Storage;
import io.spanstone.storage.report.SignalCounts;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Elasticsearch refuses blocks for good: of one index, whose mapping is not ours. */
@ExtendWith(SharedElasticsearch.class)
@Timeout(300)
class PoisonTest {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy.MM.dd").withZone(ZoneOffset.UTC);

  @TempDir Path data;

  private final String prefix = TestCollectors.freshPrefix();
  private final Instant now = Instant.now();
  private final Instant yesterday = now.minus(1, ChronoUnit.DAYS);

  @Test
  void isSetAsideWithItsReasonAndHoldsUpNothingElse(URI elasticsearch) throws Exception {
    String refusing = prefix + "-logs-c0-" + DAY.format(yesterday);
    createWithAnotherMapping(elasticsearch, refusing);
    try (Storage storage = TestCollectors.storage(elasticsearch, prefix);
        Collector collector = TestCollectors.start(TestCollectors.settings(data), storage)) {
      OtlpClient client = new OtlpClient(collector.httpPort());
      assertThat(client.send(Signal.LOGS, 0, 40, yesterday).statusCode()).isEqualTo(200);
      assertThat(client.send(Signal.LOGS, 40, 60, now).statusCode()).isEqualTo(200);
      Eventually.until(
          "all is settled",
          () -> counts(collector).stored() + counts(collector).deadLettered() == 100);

      assertThat(counts(collector).stored()).isEqualTo(60);
      assertThat(counts(collector).deadLettered()).isEqualTo(40);
      assertThat(counts(collector)).matches(SignalCounts::balances);
    }
    assertThat(new StoredRecords(elasticsearch, prefix).numbers(Signal.LOGS))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(40, 100).boxed().toList());
    assertThat(deadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter)
                    .contains("\"index\":\"" + refusing + "\"", "\"records\":40", "[minTime]"));
  }

  private static SignalCounts counts(Collector collector) {
    return collector.report().signals().get(Signal.LOGS);
  }

  private static void createWithAnotherMapping(URI elasticsearch, String index)
      throws IOException, InterruptedException {
    String mapping = "{\"mappings\":{\"properties\":{\"minTime\":{\"type\":\"boolean\"}}}}";
    HttpRequest request =
        HttpRequest.newBuilder(elasticsearch.resolve("/" + index))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(mapping))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private List<String> deadLetters() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("dead-letter").resolve("logs"))) {
      return files.map(PoisonTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
