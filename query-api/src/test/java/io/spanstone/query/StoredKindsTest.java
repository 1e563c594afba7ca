package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.storage.document.Documents;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that people create is read, replaced and deleted alike. */
@ExtendWith(SharedElasticsearch.class)
class StoredKindsTest {
  private static TestServer server;

  @BeforeAll
  static void start(URI elasticsearch) {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_kinds").start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          dashboard  | /api/v1/dashboards  | {"name":"a"}
          alert rule | /api/v1/alert-rules | {"name":"a","expr":"up == 0"}
          objective  | /api/v1/slos        | {"name":"a","service":"cart","objective":0.9}
          notifier   | /api/v1/notifiers   | {"name":"a","type":"webhook","url":"http://127.0.0.1:1/"}
          """)
  void changesByWhoHasSeenItAsItIs(String name, String root, String body) {
    Answer created = server.json("POST", root, body);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String path = root + "/" + created.json().get("id").textValue();
    assertThat(created.header("location")).isEqualTo(path);
    Answer read = server.get(path);
    String etag = read.header("etag");
    assertThat(etag).isEqualTo(created.header("etag"));

    ObjectNode changed = read.json().deepCopy();
    changed.put("name", "b");
    assertThat(put(path, changed).status()).isEqualTo(428);
    assertThat(put(path, changed, "If-Match", "\"9-9\"").status()).isEqualTo(412);
    assertThat(put(path, changed, "If-Match", "nonsense").status()).isEqualTo(412);
    Answer replaced = put(path, changed, "If-Match", etag);
    assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
    assertThat(replaced.json().get("name").textValue()).isEqualTo("b");
    assertThat(replaced.header("etag")).isNotEqualTo(etag);
    assertThat(put(path, changed, "If-Match", etag).status()).isEqualTo(412);
    assertThat(server.get(path).json().get("name").textValue()).isEqualTo("b");

    ObjectNode another = changed.deepCopy();
    another.put("id", "another");
    Answer misplaced = put(path, another, "If-Match", replaced.header("etag"));
    assertThat(misplaced.status()).as(misplaced.text()).isEqualTo(400);
    assertThat(misplaced.json().at("/errors/0/parameter").textValue()).isEqualTo("id");
    Answer again = server.json("POST", root, changed.toString());
    assertThat(again.status()).as(again.text()).isEqualTo(400);
    assertThat(again.json().at("/errors/0/parameter").textValue()).isEqualTo("id");

    assertThat(server.bare("DELETE", path).status()).isEqualTo(428);
    assertThat(server.bare("DELETE", path, "If-Match", etag).status()).isEqualTo(412);
    assertThat(server.bare("DELETE", path, "If-Match", replaced.header("etag")).status())
        .isEqualTo(204);
    Answer gone = server.get(path);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json().get("detail").textValue())
        .startsWith("there is no " + name + " '")
        .endsWith("'; see " + root);
    assertThat(put(path, changed, "If-Match", etag).status()).isEqualTo(404);
    assertThat(server.bare("DELETE", path, "If-Match", etag).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "dashboards, dashboards, dashboard",
    "alert-rules, alertRules, alert-rule",
    "slos, slos, slo",
    "notifiers, notifiers, notifier",
    "silences, silences, silence",
  })
  void whatCannotBeReadIsListedApartAndCanBeDeleted(String path, String list, String kind)
      throws IOException {
    String root = "/api/v1/" + path;
    Documents documents = server.storage().documents();
    documents.create(kind, "tomorrow", "{\"ofTomorrow\":1}");

    JsonNode listed = server.get(root).json();
    assertThat(listed.get(list)).isNotNull();
    JsonNode unreadable = listed.get("unreadable");
    assertThat(unreadable).as(listed.toString()).hasSize(1);
    assertThat(unreadable.at("/0/id").textValue()).isEqualTo("tomorrow");
    assertThat(unreadable.at("/0/detail").textValue()).contains("is missing");
    Answer read = server.get(root + "/tomorrow");
    assertThat(read.status()).isEqualTo(422);
    assertThat(read.json().get("detail").textValue())
        .startsWith("the stored " + kind.replace('-', ' ') + " 'tomorrow' cannot be read")
        .contains("DELETE");
    assertThat(read.header("etag")).isEqualTo(unreadable.at("/0/etag").textValue());

    Answer deleted = server.bare("DELETE", root + "/tomorrow", "If-Match", read.header("etag"));
    assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
    assertThat(server.get(root).json().has("unreadable")).isFalse();
    assertThat(server.get(root + "/tomorrow").status()).isEqualTo(404);
  }

  @Test
  void whatAHandTookTheBodyFromIsToldApart(URI elasticsearch) throws Exception {
    server.storage().documents().create("dashboard", "whole", "{\"name\":\"a\"}");
    put(
        elasticsearch.resolve("/query_kinds-documents/_doc/dashboard:damaged?refresh=true"),
        "{\"kind\":\"dashboard\"}");

    JsonNode listed = server.get("/api/v1/dashboards").json();

    assertThat(listed.at("/unreadable/0/id").textValue()).isEqualTo("damaged");
    assertThat(listed.get("dashboards").findValuesAsText("id")).contains("whole");
    String etag = listed.at("/unreadable/0/etag").textValue();
    String damaged = "/api/v1/dashboards/damaged";
    assertThat(server.bare("DELETE", damaged, "If-Match", etag).status()).isEqualTo(204);
  }

  @Test
  void aSilenceThatHoldsIsNotToldToHaveFailedForItsHistory(URI elasticsearch) throws Exception {
    String silence =
        "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"}],\"endsAt\":\"2200-01-01T00:00:00Z\"}";
    assertThat(server.json("POST", "/api/v1/silences", silence).status()).isEqualTo(201);
    URI settings = elasticsearch.resolve("/query_kinds-alerts-*/_settings");
    put(settings, "{\"index.blocks.write\":true}");
    try {
      Answer created = server.json("POST", "/api/v1/silences", silence);
      assertThat(created.status()).as(created.text()).isEqualTo(201);
      Answer deleted =
          server.bare("DELETE", created.header("location"), "If-Match", created.header("etag"));
      assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
    } finally {
      put(settings, "{\"index.blocks.write\":null}");
    }
  }

  @Test
  void whatElasticsearchRefusesIsToldWithItsWords(URI elasticsearch) throws Exception {
    String board = "{\"name\":\"a\"}";
    assertThat(server.json("POST", "/api/v1/dashboards", board).status()).isEqualTo(201);
    URI settings = elasticsearch.resolve("/query_kinds-documents/_settings");
    put(settings, "{\"index.blocks.write\":true}");
    try {
      Answer refused = server.json("POST", "/api/v1/dashboards", board);
      assertThat(refused.status()).as(refused.text()).isEqualTo(503);
      assertThat(refused.header("retry-after")).isEqualTo("2");
      assertThat(refused.json().get("detail").textValue())
          .startsWith("Elasticsearch refuses it at the moment: ")
          .contains("write");
    } finally {
      put(settings, "{\"index.blocks.write\":null}");
    }
  }

  private static void put(URI address, String json) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(json))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  private static Answer put(String path, ObjectNode body, String... headers) {
    return server.json("PUT", path, body.toString(), headers);
  }
}
