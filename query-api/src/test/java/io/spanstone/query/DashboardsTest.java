package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.storage.document.Documents;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedElasticsearch.class)
class DashboardsTest {
  private static final String DASHBOARDS = "/api/v1/dashboards";
  private static TestServer server;

  @BeforeAll
  static void start(URI elasticsearch) {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_dashboards").start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aDashboardIsCreatedReadAndListed() {
    Answer created =
        server.json(
            "POST",
            DASHBOARDS,
            """
            {"name":"Shop","description":"What customers feel","range":"6h","refresh":"15s",
             "variables":[
               {"name":"service","label":"service_name","match":"span_duration_seconds","multi":true},
               {"name":"window","title":"Window","values":["1m","5m"],"default":"5m"}],
             "panels":[
               {"title":"Calls of $service","type":"timeseries","unit":"perSecond","queries":[
                 {"expr":"sum by (service_name) (rate(calls_total{service_name=~\\"$service\\"}[$__rate_interval]))",
                  "legend":"{{service_name}}"},
                 {"expr":"max_over_time(up[${window}:$__interval])"}],
                "thresholds":[{"value":5,"level":"critical"},{"value":2.5,"level":"warning"}]},
               {"type":"stat","queries":[{"expr":"count(up)"}]},
               {"title":"Errors","type":"logs","logQuery":"service:$service severity:>=error"}]}
            """);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    JsonNode board = created.json();
    String path = DASHBOARDS + "/" + board.get("id").textValue();
    assertThat(created.header("location")).isEqualTo(path);
    assertThat(board.at("/panels/0/width").intValue()).isEqualTo(6);
    assertThat(board.at("/panels/1/width").intValue()).isEqualTo(3);
    assertThat(board.at("/panels/2/width").intValue()).isEqualTo(12);
    assertThat(board.at("/panels/0/thresholds/0/level").textValue()).isEqualTo("warning");
    assertThat(board.at("/variables/1/default").textValue()).isEqualTo("5m");

    Answer read = server.get(path);
    assertThat(read.json()).isEqualTo(board);
    String etag = read.header("etag");
    assertThat(etag).isEqualTo(board.get("etag").textValue());
    JsonNode summary = summary(board.get("id").textValue());
    assertThat(summary.get("panelCount").intValue()).isEqualTo(3);
    assertThat(summary.get("etag").textValue()).isEqualTo(etag);
  }

  @Test
  void whatElasticsearchRefusesUntilSomebodyMendsItIsNotToBeTriedAgain(URI elasticsearch)
      throws Exception {
    String board = "{\"name\":\"a\"}";
    assertThat(server.json("POST", DASHBOARDS, board).status()).isEqualTo(201);
    URI index = elasticsearch.resolve("/query_dashboards-documents/");
    assertThat(post(index.resolve("_close"))).isEqualTo(200);
    try {
      Answer refused = server.json("POST", DASHBOARDS, board);
      assertThat(refused.status()).as(refused.text()).isEqualTo(503);
      assertThat(refused.header("retry-after")).isEmpty();
      assertThat(refused.json().get("detail").textValue())
          .startsWith("Elasticsearch refuses it until somebody has mended that: ")
          .contains("index_closed_exception");
    } finally {
      assertThat(post(index.resolve("_open"))).isEqualTo(200);
    }
  }

  private static int post(URI address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void aBrokenQueryIsToldWithItsPlaceAndWhatToWrite() {
    String expr = "sum(ratee(calls_total{a=~\\\"$service\\\"}[$__rate_interval]))";
    Answer answer =
        server.json(
            "POST",
            DASHBOARDS,
            """
            {"name":"a","variables":[{"name":"service","values":["a-long-name-of-a-service"]}],"panels":[
              {"type":"stat","queries":[{"expr":"up"}]},
              {"type":"timeseries","queries":[{"expr":"up"},{"expr":"%s"},{"expr":"sum(rate(a[$__rate_interval]) + )"}]},
              {"type":"logs","logQuery":"service:$service severity:"}]}
            """
                .formatted(expr));
    assertThat(answer.status()).isEqualTo(400);
    JsonNode errors = answer.json().get("errors");
    assertThat(errors).hasSize(3);
    assertFault(errors.get(0), "panels[1].queries[1].expr", "did you mean rate?", 4);
    assertFault(
        errors.get(1),
        "panels[1].queries[2].expr",
        "",
        "sum(rate(a[$__rate_interval]) + ".length());
    assertFault(errors.get(2), "panels[2].logQuery", "", "service:$service severity:".length());
  }

  @Test
  void aBodyThatIsNoJsonIsToldWhereItBreaksOff() {
    Answer answer = server.json("POST", DASHBOARDS, "{\"name\":\n [1");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("detail").textValue())
        .startsWith("the body must be a JSON object, and is no JSON: Unexpected end-of-input")
        .endsWith(", at line 2, column 4")
        .doesNotContain("REDACTED");
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    Answer answer =
        server.json(
            "POST",
            DASHBOARDS,
            """
            {"id":"x","name":" ","range":"2h","refresh":"1s","nonsense":1,
             "variables":[{"name":"a b","label":"x"},{"name":"v","label":"x","values":["a"]},
               {"name":"v","values":[""]},{"name":"w","label":"job","match":"rate(up[5m])"},{"name":"u","match":"up","values":[]}],
             "panels":[{"type":"pie","queries":[{"expr":"up"}]},
               {"type":"stat","width":13,"height":1,"unit":"furlongs","queries":[],"logQuery":"a"},
               {"type":"logs","queries":[{"expr":"up"}],"thresholds":[{"value":1,"level":"bad"}]},
               {"type":"table","queries":[{"legend":"a"}],"thresholds":[{"level":"bad"}]},
               7]}
            """);
    assertThat(answer.status()).isEqualTo(400);
    List<String> faulty = new ArrayList<>();
    answer.json().get("errors").forEach(each -> faulty.add(each.get("parameter").textValue()));
    assertThat(faulty)
        .containsExactlyInAnyOrder(
            "id",
            "name",
            "range",
            "refresh",
            "nonsense",
            "variables[0].name",
            "variables[1].label",
            "variables[2].name",
            "variables[2].values[0]",
            "variables[3].match",
            "variables[4].match",
            "variables[4].values",
            "panels[0].type",
            "panels[1].width",
            "panels[1].height",
            "panels[1].unit",
            "panels[1].queries",
            "panels[1].logQuery",
            "panels[2].queries",
            "panels[2].thresholds",
            "panels[2].logQuery",
            "panels[3].queries[0].expr",
            "panels[3].thresholds[0].value",
            "panels[3].thresholds[0].level",
            "panels[4]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          up{job=~"$job"}                         |
          up{job="${one}"}                        |
          topk($n, sum by ($by) (up))             |
          rate(up[$window]) + $n                  |
          label_replace(up, "a", "$1", "b", "(.*)$") |
          up{job="$job"}                          | compare it by =~
          up{job!= '$job'}                        | compare it by =~
          up{job=~"$jop"}                         | unknown variable $jop; known are $__interval
          up[$__range]                            | instant vector
          rate(up[$by])                           | duration
          """)
  void variablesStandWhereTheirValuesMay(String expr, String message) {
    String board =
        """
        {"name":"a","variables":[{"name":"job","label":"job","multi":true},{"name":"one","label":"job"},
          {"name":"n","values":["5","10"]},{"name":"by","values":["job"]},{"name":"window","values":["5m"]}],
         "panels":[{"type":"stat","queries":[{"expr":%s}]}]}
        """
            .formatted(quoted(expr));
    Answer answer = server.json("POST", DASHBOARDS, board);
    if (message == null) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    } else {
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/parameter").textValue())
          .isEqualTo("panels[0].queries[0].expr");
      assertThat(answer.json().at("/errors/0/message").textValue()).contains(message);
    }
  }

  @Test
  void anApostropheBeginsNoStringWhereTheLanguageHasNone() {
    String variables = "{\"name\":\"job\",\"label\":\"job\",\"multi\":true,\"default\":\"web (1\"}";
    String panel =
        "{\"name\":\"a\",\"variables\":[%s],\"panels\":[{\"type\":\"%s\",%s}]}"
            .formatted(variables, "%s", "%s");

    Answer logs =
        server.json("POST", DASHBOARDS, panel.formatted("logs", "\"logQuery\":\"it's $job\""));
    assertThat(logs.status()).as(logs.text()).isEqualTo(201);

    String expr = "# it's one\\nup{job=\\\"$job\\\"}";
    assertRefused(
        server.json(
            "POST",
            DASHBOARDS,
            panel.formatted("stat", "\"queries\":[{\"expr\":\"%s\"}]".formatted(expr))),
        "panels[0].queries[0].expr",
        "compare it by =~");
  }

  @Test
  void whatIsTooMuchIsRefused() {
    String panel = "{\"type\":\"stat\",\"queries\":[{\"expr\":\"up\"}]},";
    assertThat(create("n".repeat(200), panel.repeat(50)).status()).isEqualTo(201);
    assertRefused(create("n".repeat(201), panel), "name", "at most 200");
    assertRefused(create("n", panel.repeat(51)), "panels", "at most 50, not 51");
    String query = "{\"expr\":\"up\"}";
    assertThat(create("n", panel.replace(query, query + ("," + query).repeat(9))).status())
        .isEqualTo(201);
    assertRefused(
        create("n", panel.replace(query, query + ("," + query).repeat(10))),
        "panels[0].queries",
        "at most 10, not 11");
    assertRefused(
        create("n", panel.replace("up", "up + " + "1".repeat(5_000))),
        "panels[0].queries[0].expr",
        "at most 5000");
    Answer large =
        create("n", panel.replace("\"up\"", "\"up # " + "a".repeat(4_000) + "\"").repeat(40));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.text()).contains("131072 bytes");
    assertThat(server.post(DASHBOARDS, "name=a").status()).isEqualTo(415);
  }

  @Test
  void thereAreFiveHundredAtMost(URI elasticsearch) throws IOException {
    try (TestServer full =
        new TestServer.Setup().elasticsearch(elasticsearch, "query_dashboards_full").start()) {
      Documents documents = full.storage().documents();
      for (int i = 0; i < 499; i++) {
        documents.create("dashboard", "d" + i, "{\"name\":\"board " + i + "\"}");
      }
      assertThat(full.json("POST", DASHBOARDS, "{\"name\":\"last\"}").status()).isEqualTo(201);
      Answer refused = full.json("POST", DASHBOARDS, "{\"name\":\"one more\"}");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("500 dashboards");
      assertThat(full.get(DASHBOARDS).json().get("dashboards")).hasSize(500);
    }
  }

  @Test
  void templatesCanBePosted() {
    JsonNode templates = server.get("/api/v1/dashboard-templates").json().get("templates");
    assertThat(templates).hasSize(5);
    for (JsonNode template : templates) {
      Answer created = server.json("POST", DASHBOARDS, template.get("dashboard").toString());
      assertThat(created.status()).as(created.text()).isEqualTo(201);
      assertThat(created.json().get("panels")).hasSizeGreaterThan(7);
    }
  }

  private static JsonNode summary(String id) {
    for (JsonNode each : server.get(DASHBOARDS).json().get("dashboards")) {
      if (each.get("id").textValue().equals(id)) {
        return each;
      }
    }
    throw new AssertionError(id + " is not listed");
  }

  /** With panels that end in a comma. */
  private static Answer create(String name, String panels) {
    return server.json(
        "POST",
        DASHBOARDS,
        "{\"name\":\"%s\",\"panels\":[%s]}".formatted(name, panels.replaceAll(",$", "")));
  }

  private static void assertRefused(Answer answer, String field, String message) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    JsonNode error = answer.json().get("errors").get(0);
    assertThat(error.get("parameter").textValue()).as(answer.text()).isEqualTo(field);
    assertThat(error.get("message").textValue()).contains(message);
  }

  private static void assertFault(JsonNode error, String field, String message, int position) {
    assertThat(error.get("parameter").textValue()).isEqualTo(field);
    assertThat(error.get("message").textValue()).contains(message);
    assertThat(error.get("position").intValue()).as(error.toString()).isEqualTo(position);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
