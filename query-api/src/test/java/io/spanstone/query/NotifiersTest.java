package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.query.alert.channel.Receiver;
import io.spanstone.testkit.FreePorts;
import io.spanstone.testkit.SharedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedElasticsearch.class)
class NotifiersTest {
  private static final String ROUTE = "/api/v1/notifiers";

  private static TestServer server;

  private Receiver receiver;

  @BeforeAll
  static void start(URI elasticsearch) {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_notifiers").start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void hangUp() {
    receiver.close();
  }

  @Test
  void oneThatCannotBeReadIsReplaced() throws IOException {
    server.storage().documents().create("notifier", "odd", "{\"ofTomorrow\":1}");
    String path = ROUTE + "/odd";
    String etag = server.get(path).header("etag");
    assertThat(server.get(path + "/delivery").status()).isEqualTo(422);
    assertThat(server.json("POST", path + ":test", "{}").status()).isEqualTo(422);

    String body = webhook("\"name\":\"Again\"");
    assertThat(server.json("PUT", path, body, "If-Match", "\"9-9\"").status()).isEqualTo(412);
    Answer replaced = server.json("PUT", path, body, "If-Match", etag);
    assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
    assertThat(server.get(path).json().get("name").textValue()).isEqualTo("Again");
    assertThat(server.json("PUT", ROUTE + "/none", body, "If-Match", etag).status()).isEqualTo(404);
  }

  @Test
  void isCreatedReadAndReplaced() {
    Answer created =
        server.json("POST", ROUTE, webhook("\"name\":\"On call\",\"groupWait\":\"2s\""));
    assertThat(created.status()).isEqualTo(201);
    String path = ROUTE + "/" + created.json().get("id").textValue();
    assertThat(created.header("location")).isEqualTo(path);
    assertThat(created.json().get("groupWait").textValue()).isEqualTo("2s");
    assertThat(created.json().get("repeatInterval").textValue()).isEqualTo("4h");

    Answer read = server.get(path);
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.header("etag")).isEqualTo(created.header("etag"));
    assertThat(server.get(ROUTE).json().get("notifiers")).contains(created.json());

    ObjectNode changed = (ObjectNode) read.json();
    changed.put("name", "Nights");
    Answer replaced = server.json("PUT", path, changed.toString(), "If-Match", read.header("etag"));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(server.get(path).json()).isEqualTo(changed);
  }

  @Test
  void secretsAreNeverGivenBackAndStayWhereTheyAre() {
    Answer created =
        server.json(
            "POST",
            ROUTE,
            webhook(
                "\"name\":\"s\",\"signingKey\":\"k3y\",\"headers\":{\"Authorization\":\"Bearer"
                    + " t0ken\"}"));
    String path = ROUTE + "/" + created.json().get("id").textValue();
    for (Answer answer : List.of(created, server.get(path), server.get(ROUTE))) {
      assertThat(answer.text()).doesNotContain("k3y").doesNotContain("t0ken");
    }
    assertThat(created.json().get("signingKey").textValue()).isEqualTo("<secret>");

    ObjectNode same = (ObjectNode) created.json();
    same.put("name", "t");
    Answer renamed = server.json("PUT", path, same.toString(), "If-Match", created.header("etag"));
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.text()).doesNotContain("k3y").doesNotContain("t0ken");
    test(path);
    assertThat(receiver.last().header("authorization")).isEqualTo("Bearer t0ken");
    assertThat(receiver.last().header("x-spanstone-signature-256")).startsWith("sha256=");

    same.put("url", "http://elsewhere.example.com/");
    Answer stolen = server.json("PUT", path, same.toString(), "If-Match", renamed.header("etag"));
    assertThat(stolen.status()).isEqualTo(400);
    assertThat(faults(stolen))
        .containsExactlyInAnyOrder(
            "signingKey: must be given again, since the notices are to go to another address",
            "headers.Authorization: must be given again, since the notices are to go to another"
                + " address");
  }

  @Test
  void theAddressOfAChatIsASecretToo() {
    Answer created =
        server.json(
            "POST",
            ROUTE,
            "{\"name\":\"chat\",\"type\":\"slack\",\"url\":\"%s/services/T0/B0/xyz\"}"
                .formatted(receiver.url()));
    assertThat(created.json().get("url").textValue()).isEqualTo(receiver.url() + "/<secret>");
    String path = ROUTE + "/" + created.json().get("id").textValue();

    assertThat(
            server
                .json("PUT", path, created.text(), "If-Match", server.get(path).header("etag"))
                .status())
        .isEqualTo(200);
    test(path);
    assertThat(receiver.last().target()).isEqualTo("/services/T0/B0/xyz");
  }

  @Test
  void aTestTellsWhatTheReceiverAnswered() throws IOException {
    Answer created =
        server.json(
            "POST",
            ROUTE,
            webhook(
                "\"name\":\"t\",\"timeout\":\"1s\",\"headers\":{\"Authorization\":\"Bearer"
                    + " t0ken-t0ken\"}"));
    String path = ROUTE + "/" + created.json().get("id").textValue();

    receiver.behave(Receiver.status(202, "thanks"));
    JsonNode taken = test(path);
    assertThat(taken.get("delivered").booleanValue()).isTrue();
    assertThat(taken.get("status").intValue()).isEqualTo(202);
    assertThat(taken.get("detail").textValue()).isEqualTo("thanks");
    JsonNode notice = receiver.last().json();
    assertThat(notice.get("status").textValue()).isEqualTo("firing");
    assertThat(notice.at("/alerts/0/labels/alertname").textValue()).isEqualTo("SpanstoneTest");
    assertThat(notice.at("/alerts/0/links/map").textValue())
        .isEqualTo("https://spanstone.example.com/map");

    receiver.behave(Receiver.status(403, "who are you?"));
    JsonNode refused = test(path);
    assertThat(refused.get("delivered").booleanValue()).isFalse();
    assertThat(refused.get("detail").textValue()).isEqualTo("who are you?");

    receiver.behave(Receiver.status(401, "no such token: t0ken-t0ken"));
    assertThat(test(path).get("detail").textValue()).isEqualTo("no such token: <secret>");

    receiver.behave(Receiver.status(302, "", "Location", "http://127.0.0.1:1/"));
    assertThat(test(path).get("detail").textValue())
        .isEqualTo("it redirects, and redirects are not followed");

    receiver.behave(exchange -> Thread.currentThread().join(10_000));
    assertThat(test(path).get("detail").textValue()).contains("did not answer within 1000 ms");

    receiver.close();
    assertThat(test(path).get("detail").textValue()).contains("takes no connection");
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    Answer created = server.json("POST", ROUTE, webhook("\"name\":\"t\",\"timeout\":\"5s\""));
    receiver.behave(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] much = new byte[100_000];
          try {
            while (true) {
              exchange.getResponseBody().write(much);
            }
          } catch (IOException hungUp) {
            return;
          }
        });

    JsonNode answer = test(ROUTE + "/" + created.json().get("id").textValue());

    assertThat(answer.get("delivered").booleanValue()).isTrue();
    assertThat(answer.get("detail").textValue()).hasSizeLessThan(1_100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                   | name: is missing; it must be given; type: is"
            + " missing; it must be one of webhook, slack, email, alertmanager, pagerduty,"
            + " dingtalk, feishu, wecom",
        "{\"type\":\"fax\",\"name\":\"a\"}        | type: must be one of webhook, slack, email,"
            + " alertmanager, pagerduty, dingtalk, feishu, wecom, not 'fax'",
        "{W,\"groupWait\":\"6s\"}               | groupWait: must be 0s to 5s, not 6s",
        "{W,\"groupInterval\":\"1m\",\"repeatInterval\":\"30s\"} | repeatInterval: must not be"
            + " shorter than groupInterval",
        "{W,\"groupBy\":[\"a-b\"]}              | groupBy[0]: must be the name of a label, such as"
            + " service_name, not 'a-b'",
        "{W,\"maxAlerts\":0}                  | maxAlerts: must be a whole number from 1 to 1000,"
            + " not 0",
        "{W,\"sendResolved\":\"no\"}            | sendResolved: must be true or false, not \"no\"",
        "{W,\"body\":\"{{#alerts}}{{nam}}{{/alerts}}\"} | body: names 'nam' on line 1, which"
            + " notices do not have",
        "{W,\"body\":\"{{#alerts}}\"}           | body: is no Mustache template: Section missing"
            + " close tag 'alerts' @ line 1",
        "{W,\"headers\":{\"Host\":\"x\"}}         | headers.Host: cannot be set; Spanstone sets it",
        "{W,\"signingKey\":\"<secret>\"}        | signingKey: is not stored yet; give the secret"
            + " itself",
        "{W,\"routes\":[{\"matchers\":[{\"name\":\"team\",\"value\":\"(\",\"isRegex\":true}]}]} |"
            + " routes[0].matchers[0].value: invalid regular expression (RE2 syntax): error parsing"
            + " regexp: missing closing )",
        "{\"name\":\"a\",\"type\":\"webhook\",\"url\":\"ftp://x\"} | url: must begin with http://"
            + " or https://",
        "{\"name\":\"a\",\"type\":\"webhook\",\"url\":\"http://x:65536/\"} | url: must have a port"
            + " from 1 to 65535",
        "{\"name\":\"a\",\"type\":\"webhook\",\"url\":\"http://u:p@x/\"} | url: must not have a"
            + " user or password in it; give a header Authorization instead",
        "{\"name\":\"a\",\"type\":\"email\",\"host\":\"mail\",\"from\":\"me\",\"to\":[\"you@example.com\"]}"
            + " | from: must be an e-mail address, not 'me'",
        "{\"name\":\"a\",\"type\":\"pagerduty\"}    | routingKey: is missing; it must be given",
      })
  void saysWhatIsWrong(String body, String expected) {
    String json =
        body.replace("{W", "{\"name\":\"a\",\"type\":\"webhook\",\"url\":\"http://localhost/\"");

    Answer answer = server.json("POST", ROUTE, json);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(String.join("; ", faults(answer))).startsWith(expected);
  }

  @Test
  void onlyJsonThatSaysSoChangesAnything() {
    assertThat(server.post(ROUTE, webhook("\"name\":\"a\"")).status()).isEqualTo(415);
    assertThat(server.json("POST", ROUTE, "[]").status()).isEqualTo(400);
    assertThat(server.json("POST", ROUTE, "{\"name\":\"a\",\"name\":\"b\"}").text())
        .contains("Duplicate field 'name'");
    assertThat(
            server
                .json("POST", ROUTE, webhook("\"name\":\"" + "a".repeat(1_000_000) + "\""))
                .status())
        .isEqualTo(413);
    assertThat(faults(server.json("POST", ROUTE, webhook("\"name\":\"a\",\"colour\":1"))))
        .singleElement()
        .asString()
        .startsWith("colour: is unknown here; known are ");
    assertThat(server.bare("DELETE", ROUTE).status()).isEqualTo(405);
  }

  @Test
  void anUnreachableNotifierIsNobodyElsesConcern() throws IOException {
    int closed = FreePorts.one();
    Answer created =
        server.json(
            "POST",
            ROUTE,
            "{\"name\":\"gone\",\"type\":\"email\",\"host\":\"127.0.0.1\",\"port\":%d,\"tls\":\"none\",\"from\":\"a@example.com\",\"to\":[\"b@example.com\"]}"
                .formatted(closed));

    JsonNode answer = test(ROUTE + "/" + created.json().get("id").textValue());

    assertThat(answer.get("delivered").booleanValue()).isFalse();
    assertThat(answer.get("detail").textValue()).containsIgnoringCase("connect");
    assertThat(server.get(ROUTE).status()).isEqualTo(200);
  }

  private String webhook(String more) {
    return "{\"type\":\"webhook\",\"url\":\"%s/hook\",%s}".formatted(receiver.url(), more);
  }

  private static JsonNode test(String path) {
    Answer answer = server.bare("POST", path + ":test");
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> faults(Answer answer) {
    List<String> faults = new ArrayList<>();
    answer
        .json()
        .path("errors")
        .forEach(
            each ->
                faults.add(
                    each.get("parameter").textValue() + ": " + each.get("message").textValue()));
    return faults;
  }
}
