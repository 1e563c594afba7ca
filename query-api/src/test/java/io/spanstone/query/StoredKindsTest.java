package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  private static Answer put(String path, ObjectNode body, String... headers) {
    return server.json("PUT", path, body.toString(), headers);
  }
}
