package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever of Grafana's dashboard is not in ours is told. */
@ExtendWith(SharedElasticsearch.class)
class GrafanaDashboardsTest {
  private static final String CONVERT = "/api/v1/dashboards:convert";
  private static TestServer server;
  private static JsonNode answer;

  @BeforeAll
  static void convert(URI elasticsearch) throws IOException {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_grafana").start();
    try (InputStream in = GrafanaDashboardsTest.class.getResourceAsStream("grafana.json")) {
      String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Answer converted = server.json("POST", CONVERT, json);
      assertThat(converted.status()).as(converted.text()).isEqualTo(200);
      answer = converted.json();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whatIsMadeOfItCanBePosted() {
    Answer created = server.json("POST", "/api/v1/dashboards", answer.get("dashboard").toString());

    assertThat(created.status()).as(created.text()).isEqualTo(201);
  }

  @Test
  void panelsAreThereInReadingOrderWithTheirQueries() {
    JsonNode dashboard = answer.get("dashboard");

    assertThat(dashboard.get("name").textValue()).isEqualTo("Shop");
    assertThat(dashboard.get("range").textValue()).isEqualTo("6h");
    assertThat(texts(dashboard.get("panels"), "title"))
        .containsExactly("Requests of $job", "Heap", "Old graph", "Instances", "Logs");
    assertThat(texts(dashboard.get("panels"), "type"))
        .containsExactly("timeseries", "stat", "timeseries", "table", "logs");
    JsonNode requests = dashboard.at("/panels/0");
    assertThat(requests.get("width").intValue()).isEqualTo(6);
    assertThat(requests.get("unit").textValue()).isEqualTo("perSecond");
    assertThat(requests.at("/queries/0/expr").textValue())
        .isEqualTo("sum by (job) (rate(http_requests_total{job=~\"${job}\"}[$__rate_interval]))");
    assertThat(requests.at("/queries/0/legend").textValue()).isEqualTo("{{job}}");
    assertThat(requests.get("queries")).hasSize(1);
    assertThat(dashboard.at("/panels/1/thresholds/1/level").textValue()).isEqualTo("critical");
    assertThat(dashboard.at("/panels/2/queries/0/expr").textValue())
        .isEqualTo("increase(x_total{job=~\"${job}\"}[$__range])");
  }

  @Test
  void variablesAreThere() {
    JsonNode variables = answer.at("/dashboard/variables");

    assertThat(texts(variables, "name")).containsExactly("job", "node", "window");
    assertThat(variables.at("/0/label").textValue()).isEqualTo("job");
    assertThat(variables.at("/0/match").textValue()).isEqualTo("up{env=\"prod\"}");
    assertThat(variables.at("/0/multi").booleanValue()).isTrue();
    assertThat(variables.at("/1/match").textValue()).isEqualTo("up");
    assertThat(variables.at("/2/values")).hasSize(3);
    assertThat(variables.at("/2/default").textValue()).isEqualTo("5m");
  }

  @Test
  void whatIsMissingIsTold() {
    List<String> notes = new ArrayList<>();
    for (JsonNode note : answer.get("notes")) {
      notes.add(note.get("where").textValue() + " " + note.get("message").textValue());
    }
    assertThat(notes)
        .containsExactlyInAnyOrder(
            "refresh is 30s at first; here 60s",
            "Heap shows the mean of each series; here it is the last value",
            "Old graph is stacked; here its lines are drawn as they are",
            "$node offers the values of more series: up{job=\"$job\"} cannot be asked here",
            "$adhoc is left out: variables of type 'adhoc' are not known here",
            "Requests of $job loses query B: its data come from 'loki'",
            "Requests of $job loses query C: unexpected end of the query in an"
                + " expression; a metric, a number, a function or an aggregation belongs here in"
                + " sum(",
            "Heap has transformations, which are left out",
            "Heap has the unit 'furlongs', which is not known here",
            "Folded is a row: its panels are here, its title is left out",
            "Text is left out: panels of type 'text' are not known here",
            "Instances has overrides of single series, which are left out",
            "Logs shows all log records: its query is of another language: {app=\"shop\"}",
            "Deployments marks events, which is left out");
  }

  @Test
  void whatIsNoDashboardIsRefused() {
    assertThat(server.json("POST", CONVERT, "[]").status()).isEqualTo(400);
    assertThat(server.json("POST", CONVERT, "{").status()).isEqualTo(400);
    for (String other :
        List.of(
            "{}",
            "{\"name\":\"a\"}",
            "{\"panels\":1}",
            "{\"title\":\"a\"} {}",
            "{\"spec\":{\"title\":\"a\",\"elements\":{}}}")) {
      Answer refused = server.json("POST", CONVERT, other);
      assertThat(refused.status()).as(other).isEqualTo(400);
      assertThat(refused.json().get("detail").textValue()).as(other).contains("Grafana's");
    }
    for (String bare : List.of("{\"panels\":[]}", "{\"spec\":{\"panels\":[],\"rows\":null}}")) {
      JsonNode empty = server.json("POST", CONVERT, bare).json();
      assertThat(empty.at("/dashboard/name").textValue()).as(bare).isEqualTo("Grafana");
      assertThat(empty.get("notes")).as(bare).isEmpty();
    }
  }

  @Test
  void whatIsTooLongIsCutBetweenCharacters() {
    Answer converted =
        server.json("POST", CONVERT, "{\"title\":\"%s\\ud83d\\ude00\"}".formatted("a".repeat(199)));

    assertThat(converted.status()).as(converted.text()).isEqualTo(200);
    assertThat(converted.json().at("/dashboard/name").textValue()).isEqualTo("a".repeat(199));
  }

  @Test
  @Timeout(60)
  void longTextsOfVariablesAreReadAtOnce() {
    String blanks = " ".repeat(400_000);
    String variables =
        "{\"name\":\"a\",\"type\":\"query\",\"query\":\"label_values(%sx%s\"},"
                .formatted(blanks, ",")
            + "{\"name\":\"b\",\"type\":\"custom\",\"query\":\"1,%s2\"}".formatted(blanks);
    Answer converted =
        server.json("POST", CONVERT, "{\"templating\":{\"list\":[%s]}}".formatted(variables));

    assertThat(converted.status()).as(converted.text()).isEqualTo(200);
    assertThat(texts(converted.json().at("/dashboard/variables"), "name")).containsExactly("b");
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.get(field).textValue()));
    return texts;
  }
}
