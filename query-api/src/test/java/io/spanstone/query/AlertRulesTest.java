package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedElasticsearch.class)
class AlertRulesTest {
  private static final String RULES = "/api/v1/alert-rules";
  private static TestServer server;

  @BeforeAll
  static void start(URI elasticsearch) {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_rules").start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRuleIsCreatedReadAndChanged() {
    String notifier = notifier();
    Answer created =
        server.json(
            "POST",
            RULES,
            """
            {"name":"HighErrors","expr":"rate(errors_total[5m]) > 1","for":"1m30s","severity":"critical",
             "labels":{"team":"shop"},"annotations":{"summary":"{{ $labels.service }}: {{ $value | humanize }}"},
             "notifiers":["%s"]}
            """
                .formatted(notifier));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    JsonNode rule = created.json();
    String path = RULES + "/" + rule.get("id").textValue();
    assertThat(created.header("location")).isEqualTo(path);
    assertThat(rule.get("interval").textValue()).isEqualTo("15s");
    assertThat(rule.get("for").textValue()).isEqualTo("1m30s");
    assertThat(rule.get("status").get("health").textValue()).isEqualTo("unknown");

    Answer read = server.get(path);
    assertThat(read.json()).isEqualTo(rule);
    String etag = read.header("etag");
    assertThat(etag).isEqualTo(rule.get("etag").textValue());

    ObjectNode changed = read.json().deepCopy();
    changed.put("for", "2m");
    Answer replaced = server.json("PUT", path, changed.toString(), "If-Match", etag);
    assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
    assertThat(replaced.json().get("for").textValue()).isEqualTo("2m");
  }

  @Test
  void aNotifierThatThereIsNotIsRefusedAndOneThatIsGoneIsTold() {
    String notifier = notifier();
    String rule = "{\"name\":\"told\",\"expr\":\"up == 0\",\"notifiers\":[\"%s\",\"%s\"]}";

    for (String path : List.of(RULES, "/api/v1/slos")) {
      Answer refused =
          server.json(
              "POST",
              path,
              path.equals(RULES)
                  ? rule.formatted(notifier, "nobody")
                  : """
                    {"name":"a","service":"cart","objective":0.9,"notifiers":["%s","nobody"]}
                    """
                      .formatted(notifier));
      assertThat(refused.status()).as(refused.text()).isEqualTo(422);
      JsonNode error = refused.json().get("errors").get(0);
      assertThat(error.get("parameter").textValue()).isEqualTo("notifiers[1]");
      assertThat(error.get("message").textValue()).contains("'nobody'");
    }

    JsonNode created = create(rule.replace(",\"%s\"]", "]").formatted(notifier));
    assertThat(created.at("/status/unknownNotifiers").isMissingNode()).isTrue();
    String path = "/api/v1/notifiers/" + notifier;
    server.bare("DELETE", path, "If-Match", server.get(path).header("etag"));
    JsonNode shown = server.get(RULES + "/" + created.get("id").textValue()).json();
    assertThat(shown.at("/status/unknownNotifiers/0").textValue()).isEqualTo(notifier);
  }

  @Test
  void rulesOfObjectivesAreShownAndChangedByThemOnly() {
    Answer slo =
        server.json(
            "POST",
            "/api/v1/slos",
            """
            {"name":"Fast","service":"shop/pay","latency":"250ms","objective":0.99,"window":"7d"}
            """);
    assertThat(slo.status()).as(slo.text()).isEqualTo(201);
    assertThat(slo.json().get("latency").textValue()).isEqualTo("250ms");
    assertThat(slo.json().get("window").textValue()).isEqualTo("7d");
    String id = slo.json().get("id").textValue();

    List<JsonNode> made = new ArrayList<>();
    server
        .get(RULES)
        .json()
        .get("alertRules")
        .forEach(
            rule -> {
              if (rule.path("slo").asText().equals(id)) {
                made.add(rule);
              }
            });
    assertThat(made).isNotEmpty();
    JsonNode rule = made.get(0);
    assertThat(rule.get("readOnly").booleanValue()).isTrue();
    assertThat(rule.at("/burnRate/latency").textValue()).isEqualTo("250ms");
    assertThat(rule.at("/burnRate/shortWindow").textValue()).isEqualTo("5m");
    assertThat(rule.at("/annotations/summary").textValue())
        .contains("failed or took longer than 250ms");
    String path = RULES + "/" + rule.get("id").textValue();
    assertThat(server.get(path).json()).isEqualTo(rule);
    Answer refused = server.json("PUT", path, rule.toString(), "If-Match", "\"1-1\"");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("/api/v1/slos/" + id);
    assertThat(server.bare("DELETE", path, "If-Match", "\"1-1\"").status()).isEqualTo(409);
    assertThat(server.get(RULES + "/slo-" + id + "-9h").status()).isEqualTo(404);

    String change = slo.json().toString().replace("250ms", "2h");
    Answer faulty =
        server.json("PUT", "/api/v1/slos/" + id, change, "If-Match", slo.header("etag"));
    assertThat(faulty.text()).contains("must be 1ms to 1h");
    server.bare("DELETE", "/api/v1/slos/" + id, "If-Match", slo.header("etag"));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    Answer answer =
        server.json(
            "POST",
            RULES,
            """
            {"name":"","expr":"rate(errors_total[5m) > 1","for":"5 minutes","interval":"10ms","severity":7,
             "labels":{"a-b":"x","__name__":"y"},"annotations":{"summary":"{{ $nothing }}","b":"{{ if $value }}"},
             "threshold":3,"nonsense":1}
            """);
    assertThat(answer.status()).isEqualTo(400);
    List<String> faulty = new ArrayList<>();
    for (JsonNode error : answer.json().get("errors")) {
      faulty.add(error.get("parameter").textValue());
      if (error.get("parameter").textValue().equals("expr")) {
        assertThat(error.get("position").intValue()).isEqualTo("rate(errors_total[5m".length());
      }
    }
    assertThat(faulty)
        .containsExactlyInAnyOrder(
            "name",
            "expr",
            "for",
            "interval",
            "severity",
            "labels.a-b",
            "labels.__name__",
            "annotations.summary",
            "annotations.b",
            "threshold",
            "nonsense");
    assertThat(answer.text()).contains("unknown variable $nothing; known are $labels");
  }

  @Test
  void whatIsNoRuleIsRefused() {
    assertRefused("{\"name\":\"a\"}", "expr", "is missing");
    assertRefused("{\"name\":\"a\",\"expr\":\"up[5m]\"}", "expr", "instant vector");
    assertRefused(
        "{\"name\":\"a\",\"expr\":\"up\",\"logQuery\":\"x\"}", "expr", "one of the three");
    assertRefused("{\"name\":\"a\",\"logQuery\":\"severity:\",\"threshold\":1}", "logQuery", "");
    assertRefused("{\"name\":\"a\",\"logQuery\":\"x\"}", "threshold", "is missing");
    assertRefused("{\"record\":\"a b\",\"expr\":\"up\"}", "record", "name a metric");
    assertRefused("{\"record\":\"a\",\"expr\":\"up\",\"for\":\"1m\"}", "for", "recording");
    assertRefused("{\"record\":\"a\",\"expr\":\"sum(a)\"}", "expr", "a → a");
    assertRefused("{\"id\":\"x\",\"name\":\"a\",\"expr\":\"up\"}", "id", "leave it out");
    assertThat(server.json("POST", RULES, "[]").status()).isEqualTo(400);
    assertThat(server.post(RULES, "name=a&expr=up").status()).isEqualTo(415);
  }

  @Test
  void recordingRulesDoNotLoop() {
    create("{\"record\":\"loop:a\",\"expr\":\"sum(loop:b)\"}");

    assertRefused("{\"record\":\"loop:b\",\"expr\":\"loop:a + 1\"}", "expr", "loop:a → loop:b");
    create("{\"record\":\"loop:c\",\"expr\":\"loop:a + 1\"}");
    assertRefused(
        "{\"record\":\"loop:d\",\"expr\":\"{__name__=~\\\"loop:.*\\\"}\"}", "expr", "loop:d");
  }

  @Test
  void aGroupHasOneInterval() {
    create("{\"name\":\"a\",\"expr\":\"up\",\"group\":\"timed\",\"interval\":\"30s\"}");

    assertRefused("{\"name\":\"b\",\"expr\":\"up\",\"group\":\"timed\"}", "interval", "30s");
  }

  @Test
  void logRulesAreKept() {
    JsonNode count = create("{\"name\":\"l\",\"logQuery\":\"severity:error\",\"threshold\":0}");
    assertThat(count.get("threshold").intValue()).isEqualTo(1);
    assertThat(count.get("window").textValue()).isEqualTo("5m");
    JsonNode pattern =
        create(
            "{\"name\":\"p\",\"newPattern\":{\"service\":\"cart\",\"severities\":[\"error\"]},\"interval\":\"1m\"}");
    assertThat(pattern.get("newPattern").get("severities").get(0).textValue()).isEqualTo("ERROR");
  }

  @Test
  void templatesCanBePosted() {
    JsonNode templates = server.get("/api/v1/alert-rule-templates?service=shop/cart").json();
    assertThat(templates.get("templates")).hasSizeGreaterThan(9);
    for (JsonNode template : templates.get("templates")) {
      JsonNode rule = create(template.get("rule").toString());
      Answer tried = server.json("POST", RULES + ":test", template.get("rule").toString());
      assertThat(tried.status()).as(rule + tried.text()).isEqualTo(200);
      assertThat(tried.json().get("wouldFire").booleanValue()).isFalse();
    }
    String path = "/api/v1/alert-rule-templates/error-rate?threshold=0.25&window=10m&for=2m";
    JsonNode one = server.get(path).json().get("rule");
    assertThat(one.get("expr").textValue()).contains("[10m]").endsWith("> 0.25");
    assertThat(one.get("for").textValue()).isEqualTo("2m");
    assertThat(server.get("/api/v1/alert-rule-templates/none").status()).isEqualTo(404);
  }

  private static String notifier() {
    Answer answer =
        server.json(
            "POST",
            "/api/v1/notifiers",
            "{\"name\":\"n\",\"type\":\"webhook\",\"url\":\"http://127.0.0.1:9/\"}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().get("id").textValue();
  }

  private static JsonNode create(String json) {
    Answer answer = server.json("POST", RULES, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static void assertRefused(String json, String field, String message) {
    Answer answer = server.json("POST", RULES, json);
    assertThat(answer.status()).as(json).isEqualTo(400);
    JsonNode error = answer.json().get("errors").get(0);
    assertThat(error.get("parameter").textValue()).as(answer.text()).isEqualTo(field);
    assertThat(error.get("message").textValue()).contains(message);
  }
}
