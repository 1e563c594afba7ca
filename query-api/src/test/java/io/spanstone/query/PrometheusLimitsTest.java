package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.query.promql.PromqlSettings;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cuts an answer of the Prometheus API, or ends a query. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(Lifecycle.PER_CLASS)
class PrometheusLimitsTest {
  private static final String API = "/prometheus/api/v1/";
  private static final String PREFIX = "query_prom_limits";
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final long SECONDS = START.getEpochSecond();
  private static final int MANY = 300;

  private URI elasticsearch;
  private TestServer server;

  @BeforeAll
  void start(URI uri) throws IOException, InterruptedException {
    elasticsearch = uri;
    server = new TestServer.Setup().elasticsearch(uri, PREFIX).start();
    StoredBlocks.metrics(server.storage(), uri, ManySeries.stored(MANY, START));
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void limitsCutAndSaySo() {
    for (String path :
        List.of(
            "query?query=many&time=" + SECONDS,
            "query_range?query=many&step=15&start=%d&end=%d".formatted(SECONDS, SECONDS + 15),
            "series?match%5B%5D=many",
            "label/i/values?match%5B%5D=many")) {
      JsonNode answer = server.get(API + path + "&limit=7").json();
      JsonNode whole = server.get(API + path + "&limit=0").json();

      assertThat(list(answer)).as(path).hasSize(7);
      assertThat(answer.at("/warnings/0").textValue()).isEqualTo("results truncated due to limit");
      assertThat(list(whole)).as(path).hasSize(MANY);
      assertThat(whole.has("warnings")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query?query=many                              | the query touches more than 200 series; add label",
        "query?query=max_over_time(vector(1)%5B1h:1s%5D) | more than 1,000 samples in memory; ask for",
        "query_range?query=1&start=0&end=100&step=1    | would return 101 points for each series, the"
            + " limit is 100; use a larger step",
      })
  void aQueryOverALimitNamesIt(String path, String error) {
    try (TestServer small = limited(new int[] {200, 1000, 100})) {
      Answer answer = small.get(API + path.strip() + "&time=" + SECONDS);

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().get("errorType").textValue()).isEqualTo("execution");
      assertThat(answer.json().get("error").textValue()).contains(error.strip());
    }
  }

  @Test
  void aQueryThatNeedsMoreThanItsShareGetsAllThereIs() {
    try (TestServer shared = limited(new int[] {1000, 2000, 100})) {
      Answer answer = shared.get(API + "query?query=many&time=" + SECONDS);

      assertThat(list(answer.json())).hasSize(MANY);
      assertThat(shared.get("/metrics").text())
          .contains(
              "spanstone_query_promql_queries_seconds_count{kind=\"query\",outcome=\"success\"} 1")
          .contains("spanstone_query_promql_samples_total 300");
    }
  }

  @Test
  void aQueryThatTakesTooLongIsATimeout() {
    Answer answer = server.get(API + "query?query=many&timeout=0.000001&time=" + SECONDS);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().get("errorType").textValue()).isEqualTo("timeout");
    assertThat(answer.json().get("error").textValue()).contains("raise the time-out");
  }

  private static JsonNode list(JsonNode answer) {
    return answer.get("data").isArray() ? answer.get("data") : answer.at("/data/result");
  }

  /** Limits of series, samples and points. */
  private TestServer limited(int[] limits) {
    PromqlSettings standard = PromqlSettings.DEFAULT;
    PromqlSettings settings =
        new PromqlSettings(
            standard.lookback(),
            standard.subqueryStep(),
            standard.timeout(),
            limits[1],
            limits[0],
            limits[2]);
    return new TestServer.Setup().elasticsearch(elasticsearch, PREFIX).promql(settings, 8).start();
  }
}
