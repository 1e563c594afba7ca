package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.spanstone.testkit.RandomOtlp;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no old Prometheus can be compared for: shapes, histograms, bad data. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(Lifecycle.PER_CLASS)
class PrometheusApiTest {
  private static final String API = "/prometheus/api/v1/";
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final long SECONDS = START.getEpochSecond();
  private static final String HISTOGRAMS = "db_client_operation_duration_seconds";
  private static final int MANY = 300;

  private TestServer server;

  @BeforeAll
  void start(URI uri) throws IOException, InterruptedException {
    server = new TestServer.Setup().elasticsearch(uri, "query_prom").start();
    List<MetricsData> segments = new ArrayList<>();
    RandomOtlp random = new RandomOtlp(3, START);
    for (int segment = 0; segment < 3; segment++) {
      segments.add(random.metrics(500));
    }
    segments.addAll(ManySeries.stored(MANY, START));
    StoredBlocks.metrics(server.storage(), uri, segments);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query?query=1e-7&time=1.5               | {\"resultType\":\"scalar\",\"result\":[1.500,\"1e-07\"]}",
        "query?query=1e21&time=2                 | {\"resultType\":\"scalar\",\"result\":[2,\"1e+21\"]}",
        "query?query=123456789&time=2            | {\"resultType\":\"scalar\",\"result\":[2,\"123456789\"]}",
        "query?query=-Inf&time=-2.001            | {\"resultType\":\"scalar\",\"result\":[-2.001,\"-Inf\"]}",
        "query?query=NaN&time=1970-01-01T00:01Z  | {\"resultType\":\"scalar\",\"result\":[60,\"NaN\"]}",
        "query?query='a\"b'&time=0               | {\"resultType\":\"string\",\"result\":[0,\"a\\\"b\"]}",
        "query?query=vector(0.1)&time=1e3        | {\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1000,\"0.1\"]}]}",
        "query_range?query=1&start=0&end=2.5&step=1s | {\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[0,\"1\"],[1,\"1\"],[2,\"1\"]]}]}",
        "query?query=nothing&time=0&unknown=x    | {\"resultType\":\"vector\",\"result\":[]}",
      })
  void writesWhatPrometheusWrites(String path, String data) {
    String escaped = path.replace("\"", "%22").replace(" ", "");

    Answer answer = server.get(API + escaped);

    assertThat(answer.text()).isEqualTo("{\"status\":\"success\",\"data\":" + data + "}");
    assertThat(answer.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void nativeHistogramsHaveTheirBuckets() {
    JsonNode vector = result("query?query=" + HISTOGRAMS + "&time=" + (SECONDS + 120));
    JsonNode matrix =
        result(
            "query_range?query=%s&start=%d&end=%d&step=15"
                .formatted(HISTOGRAMS, SECONDS, SECONDS + 60));
    JsonNode numbers =
        result("query?query=histogram_count(%s)&time=%d".formatted(HISTOGRAMS, SECONDS + 120));

    assertThat(vector).isNotEmpty();
    assertThat(matrix).isNotEmpty();
    for (int i = 0; i < vector.size(); i++) {
      JsonNode histogram = vector.get(i).at("/histogram/1");
      double sum = 0;
      for (JsonNode bucket : histogram.get("buckets")) {
        boolean zero = bucket.get(1).textValue().startsWith("-");
        assertThat(bucket.get(0).intValue()).isEqualTo(zero ? 3 : 0);
        assertThat(bucket.get(1).asDouble()).isLessThan(bucket.get(2).asDouble());
        sum += bucket.get(3).asDouble();
      }
      assertThat(histogram.get("count").asDouble()).isEqualTo(sum);
      assertThat(numbers.get(i).at("/value/1")).isEqualTo(histogram.get("count"));
      assertThat(vector.get(i).has("value")).isFalse();
    }
    assertThat(matrix.get(0).has("values")).isFalse();
    assertThat(matrix.get(0).get("histograms")).isNotEmpty();
  }

  @Test
  void aFormIsAsGoodAsAnUrlAndComesFirst() {
    Answer byUrl = server.get(API + "query?query=many&time=" + SECONDS);
    Answer byForm = server.post(API + "query?time=1", "query=many&time=" + SECONDS);

    assertThat(byForm.text()).isEqualTo(byUrl.text());
    assertThat(byForm.json().at("/data/result")).hasSize(MANY);
    for (String path : List.of("query_range", "series", "labels", "query_exemplars")) {
      Answer answer =
          server.post(API + path, "query=many&match%5B%5D=many&start=1.5&end=10&step=5&limit=7");
      assertThat(answer.status()).as(path).isEqualTo(200);
    }
    assertThat(server.post(API + "metadata", "").status()).isEqualTo(405);
  }

  @Test
  void exemplarsAreOfEverySelectorOfTheQuery() {
    String query =
        "histogram_quantile(0.9,sum by(le)(rate(http_server_request_duration_seconds_bucket[5m])))"
            + "/on()group_left()shop_orders_total";
    JsonNode series =
        server
            .post(
                API + "query_exemplars",
                "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
            .json()
            .get("data");

    assertThat(series)
        .extracting(each -> each.at("/seriesLabels/__name__").textValue())
        .contains("http_server_request_duration_seconds_bucket", "shop_orders_total");
    assertThat(series.at("/0/exemplars/0/labels/trace_id").textValue()).hasSize(32);
    for (JsonNode each : series) {
      assertThat(each.get("exemplars")).isNotEmpty();
    }
  }

  @Test
  void metadataIsLimitedAndOfOneMetric() {
    assertThat(server.get(API + "metadata?limit=2").json().get("data")).hasSize(2);
    assertThat(server.get(API + "metadata?limit=0").json().get("data")).isEmpty();
    assertThat(server.get(API + "metadata?metric=rpc_duration_milliseconds").text())
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"rpc_duration_milliseconds\":[{\"type\":\"summary\","
                + "\"help\":\"The rpc.duration.\",\"unit\":\"ms\"}]}}");
  }

  @Test
  void lookbackIsTheClients() {
    String query = API + "query?query=many&time=" + (SECONDS + 200);

    assertThat(list(server.get(query).json())).hasSize(MANY);
    assertThat(list(server.get(query + "&lookback_delta=1m").json())).isEmpty();
  }

  @Test
  void whoAsksForStatisticsGetsThem() {
    String query = "query?query=sum(many)&time=" + SECONDS;

    JsonNode stats = server.get(API + query + "&stats=all").json().at("/data/stats");

    assertThat(stats.at("/samples/totalQueryableSamples").asInt()).isEqualTo(MANY);
    assertThat(stats.at("/samples/peakSamples").asInt()).isGreaterThanOrEqualTo(MANY);
    assertThat(stats.at("/timings/execTotalTime").asDouble())
        .isGreaterThanOrEqualTo(stats.at("/timings/evalTotalTime").asDouble())
        .isPositive();
    assertThat(server.get(API + query).json().at("/data").has("stats")).isFalse();
  }

  @Test
  void namesOfLabelsMayBeEscaped() {
    Answer plain = server.get(API + "label/__name__/values");

    assertThat(plain.json().get("data")).isNotEmpty();
    assertThat(server.get(API + "label/U______name____/values").text()).isEqualTo(plain.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query?query=sum(rate(many))  | invalid parameter \"query\": 1:10: argument 1 of rate must be a"
            + " range vector, not an instant vector; add a range, as in [5m], or a subquery, as in [5m:]",
        "query?query=many{            | invalid parameter \"query\": 1:6:",
        "query?query=ratee(many)      | did you mean rate",
        "query?query=1&time=soon      | invalid parameter \"time\": cannot parse \"soon\" to a valid"
            + " timestamp; write seconds since the epoch, or RFC 3339",
        "query?query=1&time=1e300     | cannot parse \"1e300\" to a valid timestamp",
        "query?query=1&timeout=-1  | invalid parameter \"timeout\": is negative",
        "rules?type=%FF | error parsing form values: type is not UTF-8",
        "labels?match%5B%5D=%FF | error parsing form values: match[] is not UTF-8",
        "query?query=1&timeout=1parsec | invalid parameter \"timeout\": cannot parse \"1parsec\" to a valid"
            + " duration; write a duration such as 15s",
        "query?query=1&limit=-1       | invalid parameter \"limit\": \"-1\" is no whole number",
        "query?query=                 | invalid parameter \"query\"",
        "query_range?query=1&start=1&end=2        | invalid parameter \"step\": is missing",
        "query_range?query=1&start=1&end=2&step=0 | step widths are not accepted",
        "query_range?query=1&start=3&end=2&step=1 | end timestamp must not be before start time",
        "query_range?query='x'&start=1&end=2&step=1 | must be scalar or instant vector",
        "series                       | no match[] parameter provided",
        "series?match%5B%5D=sum(many) | invalid parameter \"match[]\": \"sum(many)\" is no series selector",
        "series?match%5B%5D=up&start=2&end=1 | end timestamp must not be before start time",
        "labels?match%5B%5D=%7B%7D    | invalid parameter \"match[]\": 1:1: the selector would select every"
            + " series",
      })
  void badDataSaysWhatIsWrongAndWhatToDo(String path, String error) {
    String escaped = path.strip().replace("{", "%7B").replace(" ", "%20").replace("'", "%27");

    Answer answer = server.get(API + escaped);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("status").textValue()).isEqualTo("error");
    assertThat(answer.json().get("errorType").textValue()).isEqualTo("bad_data");
    assertThat(answer.json().get("error").textValue()).contains(error.strip());
  }

  @Test
  void whatCannotBeDecodedIsRefused() {
    Answer answer = server.post(API + "query", "query=%zz");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").textValue()).startsWith("error parsing form values");
  }

  @Test
  void whatIsNotThereIsNotFoundInPrometheusShape() {
    Answer answer = server.send("GET", API + "nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("errorType").textValue()).isEqualTo("not_found");
  }

  @Test
  void withoutElasticsearchQueriesAreUnavailable() {
    try (TestServer alone = TestServer.alone()) {
      for (String path :
          List.of(
              "query?query=up",
              "query_range?query=up&start=1&end=2&step=1",
              "query_exemplars?query=up",
              "series?match%5B%5D=up",
              "labels",
              "label/job/values",
              "metadata")) {
        Answer answer = alone.get(API + path);
        assertThat(answer.status()).as(path).isEqualTo(503);
        assertThat(answer.json().get("errorType").textValue()).isEqualTo("unavailable");
      }
      assertThat(alone.get(API + "query?query=1").status()).isEqualTo(200);
      assertThat(alone.get(API + "status/buildinfo").status()).isEqualTo(200);
    }
  }

  @Test
  void largeAnswersAreCompressed() throws IOException {
    Answer plain = server.get(API + "query?query=many&time=" + SECONDS);
    Answer zipped = server.get(API + "query?query=many&time=" + SECONDS, "Accept-Encoding", "gzip");

    assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
    assertThat(zipped.body().length * 5).isLessThan(plain.body().length);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(plain.body());
    }
  }

  private JsonNode result(String path) {
    return server.get(API + path).json().at("/data/result");
  }

  private static JsonNode list(JsonNode answer) {
    return answer.get("data").isArray() ? answer.get("data") : answer.at("/data/result");
  }
}
