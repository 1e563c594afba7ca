package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.query.promql.ComparedQueries;
import io.spanstone.query.promql.OpenMetricsText;
import io.spanstone.query.promql.PlainAnswer;
import io.spanstone.query.promql.PrometheusServer;
import io.spanstone.query.promql.SampleMetrics;
import io.spanstone.testkit.SharedElasticsearch;
import io.spanstone.testkit.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP APIs of a real Prometheus and of Spanstone, over the same stored samples. */
@ExtendWith(SharedElasticsearch.class)
@TestInstance(Lifecycle.PER_CLASS)
class PrometheusPeerTest {
  private static final long MIDDLE = SampleMetrics.START_SECONDS + 1807;
  private static final long START = SampleMetrics.START_SECONDS + 1127;
  private static final long END = SampleMetrics.START_SECONDS + 3957;

  /** Prometheus and Spanstone find whole blocks and hours of series: all are within these. */
  private static final String SPAN =
      "start=%d&end=%d"
          .formatted(SampleMetrics.START_SECONDS - 100, SampleMetrics.START_SECONDS + 7200);

  private PrometheusServer prometheus;
  private TestServer spanstone;

  @BeforeAll
  void start(URI elasticsearch, @TempDir Path directory) throws IOException, InterruptedException {
    Tools.require("prometheus");
    List<String> lines = SampleMetrics.lines();
    prometheus = PrometheusServer.start(directory, lines);
    spanstone = new TestServer.Setup().elasticsearch(elasticsearch, "query_peer").start();
    StoredBlocks.metrics(
        spanstone.storage(), elasticsearch, StoredSamples.of(OpenMetricsText.series(lines)));
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (prometheus != null) {
      prometheus.close();
    }
    if (spanstone != null) {
      spanstone.close();
    }
  }

  static Stream<Arguments> families() {
    return Stream.of(
        Arguments.of("functions of ranges", ComparedQueries.overRanges()),
        Arguments.of("functions of elements", ComparedQueries.ofElements()),
        Arguments.of("aggregations", ComparedQueries.aggregations()),
        Arguments.of("operators", ComparedQueries.operations()),
        Arguments.of("others", ComparedQueries.others()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void answersInstantQueriesAlike(String family, Collection<String> queries)
      throws IOException, InterruptedException {
    compare("/api/v1/query?time=" + MIDDLE + "&query=", queries);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("families")
  void answersRangeQueriesAlike(String family, Collection<String> queries)
      throws IOException, InterruptedException {
    compare("/api/v1/query_range?start=%d&end=%d&step=130&query=".formatted(START, END), queries);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/series?match[]=requests_total",
        "/api/v1/series?match[]=%7Bjob=%22shop%22%7D&match[]=temperature",
        "/api/v1/series?match[]=%7B__name__=~%22lat.*%22,le!=%22%2BInf%22%7D",
        "/api/v1/series?match[]=nothing",
        "/api/v1/labels",
        "/api/v1/labels?match[]=latency_bucket&match[]=odd",
        "/api/v1/label/__name__/values",
        "/api/v1/label/job/values",
        "/api/v1/label/le/values?match[]=latency_bucket%7Bjob=%22cart%22%7D",
        "/api/v1/label/nothing/values",
        "/api/v1/rules",
        "/api/v1/alerts",
        "/api/v1/format_query?query=sum(rate(requests_total%5B5m%5D))by(job)",
        "/api/v1/format_query?query=foo%2Fbar"
      })
  void listsAlike(String path) throws IOException, InterruptedException {
    String withSpan = path + (path.contains("?") ? "&" : "?") + SPAN;
    JsonNode theirs = prometheus.get(withSpan.replace("[]", "%5B%5D"));

    Answer ours = spanstone.get("/prometheus" + withSpan.replace("[]", "%5B%5D"));

    assertThat(theirs.get("status").textValue()).isEqualTo("success");
    assertThat(ours.json()).isEqualTo(theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/query",
        "/api/v1/query?query=sum(",
        "/api/v1/query?query=up&time=yesterday",
        "/api/v1/query?query=up&timeout=long",
        "/api/v1/query_range?query=up&start=1&end=2",
        "/api/v1/query_range?query=up&start=1&end=2&step=0",
        "/api/v1/query_range?query=up&start=2&end=1&step=1",
        "/api/v1/query_range?query=up%5B5m%5D&start=1&end=2&step=1",
        "/api/v1/query_range?query=up&step=1&end=2",
        "/api/v1/series",
        "/api/v1/series?match%5B%5D=%7B%7D",
        "/api/v1/series?match%5B%5D=rate(up%5B5m%5D)",
        "/api/v1/labels?start=soon",
        "/api/v1/format_query?query=1%2B"
      })
  void refusesAlike(String path) throws IOException, InterruptedException {
    JsonNode theirs = prometheus.get(path);

    Answer ours = spanstone.send("GET", "/prometheus" + path);

    assertThat(ours.status()).isEqualTo(400);
    assertThat(ours.json().get("status")).isEqualTo(theirs.get("status"));
    assertThat(ours.json().get("errorType")).isEqualTo(theirs.get("errorType"));
    assertThat(ours.json().get("error").textValue()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instant --time=%1$d URL round(sum by(job)(rate(requests_total[5m])), 1e-6)",
        "instant --time=%1$d URL scalar(vector(3))",
        "instant --time=%1$d URL temperature{job=\"shop\"}[40s]",
        "instant --time=%1$d URL odd",
        "range --start=%2$d --end=%3$d --step=2m URL round(histogram_quantile(0.9, sum by(le)(rate(latency_bucket[5m]))), 1e-6)",
        "range --start=%2$d --end=%3$d --step=130s URL sparse",
        "series --start=%2$d --end=%3$d --match=latency_bucket{le=\"0.5\"} --match=queue_length URL",
        "labels --start=%2$d --end=%3$d URL __name__",
        "labels --start=%2$d --end=%3$d URL instance"
      })
  void promtoolSaysTheSame(String command) throws IOException, InterruptedException {
    Tools.require("promtool");
    String given = command.formatted(MIDDLE, START, END);

    String ours = promtool(given, "http://127.0.0.1:" + spanstone.port() + "/prometheus");

    assertThat(ours).isEqualTo(promtool(given, prometheus.url())).isNotBlank();
  }

  @Test
  void promtoolShowsWhereAQueryIsWrong() throws IOException, InterruptedException {
    Tools.require("promtool");

    String answer =
        promtool(
            "instant URL sum(rate(requests_total))",
            "http://127.0.0.1:" + spanstone.port() + "/prometheus");

    assertThat(answer).contains("bad_data", "1:10", "add a range, as in [5m]");
  }

  /** What promtool prints, in the order of the alphabet: that of vectors is free. */
  private static String promtool(String command, String url)
      throws IOException, InterruptedException {
    String[] parts = command.split(" URL ?", 2);
    List<String> line = new ArrayList<>(List.of("promtool", "query"));
    line.addAll(List.of(parts[0].split(" ")));
    line.add(url);
    if (!parts[1].isEmpty()) {
      line.add(parts[1]);
    }
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor())
        .as(printed)
        .isEqualTo(parts[1].contains("rate(requests_total))") ? 1 : 0);
    return printed.lines().sorted().collect(Collectors.joining("\n"));
  }

  private void compare(String path, Collection<String> queries)
      throws IOException, InterruptedException {
    List<String> differences = new ArrayList<>();
    for (String query : queries) {
      JsonNode theirs = prometheus.get(path + encode(query));
      JsonNode ours = spanstone.send("GET", "/prometheus" + path + encode(modern(query))).json();
      String difference = PlainAnswer.of(ours).difference(PlainAnswer.of(theirs));
      if (difference.isEmpty() && !errorOf(ours).equals(errorOf(theirs))) {
        difference = errorOf(ours) + " <> " + errorOf(theirs);
      }
      if (!difference.isEmpty()) {
        differences.add(query + ": " + difference);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String errorOf(JsonNode answer) {
    return answer.path("errorType").asText() + answer.at("/data/resultType").asText();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What was renamed since 2.42. */
  private static String modern(String query) {
    return query.replace("holt_winters", "double_exponential_smoothing");
  }
}
