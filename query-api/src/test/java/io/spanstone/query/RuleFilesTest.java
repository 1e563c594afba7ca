package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.query.promql.Promql;
import io.spanstone.testkit.SharedElasticsearch;
import io.spanstone.testkit.Tools;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rules as Prometheus and its clients know them: in files, and by its API. */
@ExtendWith(SharedElasticsearch.class)
class RuleFilesTest {
  private static final String RULES = "/api/v1/alert-rules";
  private static TestServer server;

  @BeforeAll
  static void start(URI elasticsearch) {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_rule_files").start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void ruleFilesComeAndGo() {
    String file =
        """
        groups:
          - name: imported
            interval: 30s
            rules:
              - record: imp:sum
                expr: sum(imp)
              - alert: ImpHigh
                expr: imp:sum > 3
                for: 1m
                labels: {severity: page, number: 7}
                annotations:
                  text: "{{ $value }}"
        """;
    Answer first = yaml(file);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(first.json().get("created").intValue()).isEqualTo(2);
    assertThat(yaml(file).json().get("unchanged").intValue()).isEqualTo(2);
    JsonNode third = yaml(file.replace("> 3", "> 4").replace("ImpHigh", "ImpHigher")).json();
    assertThat(third.get("created").intValue()).isEqualTo(1);
    assertThat(third.get("deleted").intValue()).isEqualTo(1);

    String exported = server.get(RULES + ":export").text();
    assertThat(exported).contains("alert: ImpHigher", "severity: page", "record: imp:sum");

    Answer faulty = yaml(file.replace("sum(imp)", "sum(imp").replace("for: 1m", "for: x"));
    assertThat(faulty.status()).isEqualTo(400);
    assertThat(faulty.text()).contains("groups[0].rules[0].expr", "groups[0].rules[1].for");
    assertThat(yaml(file.replace("sum(imp)", "imp:sum")).text()).contains("imp:sum → imp:sum");
    assertThat(yaml("groups: 3").status()).isEqualTo(400);
    Answer noList = yaml("groups: [{name: imported, rules: {alert: a, expr: up}}]");
    assertThat(noList.status()).isEqualTo(400);
    assertThat(noList.text()).contains("groups[0].rules: must be a list");
    assertThat(yaml("groups: [{name: imported}]").json().get("deleted").intValue()).isEqualTo(2);
    assertThat(yaml("a: [").status()).isEqualTo(400);
  }

  @Test
  void whatIsExportedIsAFileOfPrometheusAndComesBackUnchanged(@TempDir Path directory)
      throws IOException, InterruptedException {
    Tools.require("promtool");
    assertThat(
            yaml("""
                    groups:
                      - name: "it's \\"quoted\\": #1"
                        interval: 1m30s
                        rules:
                          - record: round:trip
                            expr: |
                              sum by (job) (
                                # what everybody sees
                                rate(errors_total{path=~"/a\\\\d+", of!="'"}[5m])
                              )
                          - alert: RoundTrip
                            expr: round:trip > 1e3
                            for: 1h30m
                            keep_firing_for: 5m
                            labels: {severity: page, yes: "on", number: "007"}
                            annotations:
                              text: "{{ $labels.job }}: {{ $value | humanize }}\\n- two lines"
                    """)
                .status())
        .isEqualTo(200);

    create("{\"name\":\"Alone\",\"expr\":\"up == 7\",\"interval\":\"45s\",\"severity\":\"page\"}");
    create("{\"name\":\"Alone\",\"expr\":\"up == 2\",\"interval\":\"45s\",\"enabled\":false}");
    create("{\"name\":\"Mixed\",\"expr\":\"up\",\"group\":\"mixed\"}");
    create(
        "{\"name\":\"Logs\",\"logQuery\":\"x\",\"threshold\":1,\"group\":\"mixed\",\"position\":1}");
    JsonNode before = rules();
    String exported = server.get(RULES + ":export").text();

    Path file = directory.resolve("rules.yaml");
    // Debian's promtool is older than keep_firing_for
    Files.writeString(file, exported.replaceAll("(?m)^ *keep_firing_for: .*\n", ""));
    assertThat(exported).contains("keep_firing_for: 5m");
    promtool(file);
    JsonNode again = yaml(exported).json();
    assertThat(again.get("unchanged").intValue()).as(again + exported).isPositive();
    assertThat(again.toString()).contains("\"created\":0,\"updated\":0").contains("\"deleted\":0");
    assertThat(rules()).isEqualTo(before);

    JsonNode changed = yaml(exported.replace("up == 7", "up == 8")).json();
    assertThat(changed.toString())
        .contains("\"created\":0,\"updated\":1")
        .contains("\"deleted\":0");
    Answer faulty =
        yaml("groups: [{name: mixed, interval: 1m, rules: [{alert: Mixed, expr: up}]}]");
    assertThat(faulty.status()).isEqualTo(400);
    assertThat(faulty.text()).contains("interval 1m", "rule Logs over logs has 15s");
  }

  @Test
  void rulesAreShownToClientsOfPrometheus() {
    create("{\"name\":\"prom\",\"expr\":\"up == 0\",\"group\":\"shown\",\"for\":\"1m\"}");

    JsonNode shown = groups("").get("shown");
    assertThat(shown.at("/rules/0/query").textValue()).isEqualTo("up == 0");
    assertThat(shown.at("/rules/0/duration").intValue()).isEqualTo(60);
    assertThat(server.get("/prometheus/api/v1/alerts").json().at("/data/alerts")).isEmpty();
    assertThat(server.get("/api/v1/alerts").json().get("alerts")).isEmpty();
    assertThat(server.get("/api/v1/alerts/history?kind=firing").json().get("alerts")).isEmpty();
    assertThat(groups("?type=record")).doesNotContainKey("shown");
    Answer faulty = server.get("/prometheus/api/v1/rules?type=alerting");
    assertThat(faulty.status()).isEqualTo(400);
    assertThat(faulty.json().get("errorType").textValue()).isEqualTo("bad_data");
    assertThat(faulty.json().get("error").textValue()).contains("\"type\"", "alert or record");
  }

  @Test
  void rulesOverLogsAndObjectivesAreShownInPromql(@TempDir Path directory)
      throws IOException, InterruptedException {
    Tools.require("promtool");
    create(
        """
        {"name":"Many \\"logs\\"","logQuery":"severity:error\\n\\"no route\\"","threshold":3,"interval":"20s"}
        """);
    create("{\"name\":\"New\",\"newPattern\":{\"service\":\"cart\"},\"interval\":\"20s\"}");
    for (String latency : new String[] {"null", "\"250ms\""}) {
      Answer slo =
          server.json(
              "POST",
              "/api/v1/slos",
              "{\"name\":\"a\",\"service\":\"shop/pay\",\"objective\":0.9,\"latency\":%s}"
                  .formatted(latency));
      assertThat(slo.status()).as(slo.text()).isEqualTo(201);
    }

    Map<String, JsonNode> groups = groups("?type=alert");

    JsonNode logs = groups.get("ungrouped-20s").get("rules");
    assertThat(logs.findValuesAsText("query"))
        .containsExactlyInAnyOrder(
            "ALERTS{alertname=\"Many \\\"logs\\\"\"} # logQuery: severity:error \"no route\"; threshold: 3;"
                + " window: 5m",
            "ALERTS{alertname=\"New\"} # newPattern: service: cart; severities: any; window: 5m");
    JsonNode objectives = groups.get("ungrouped-60s").get("rules");
    assertThat(objectives).hasSize(2);
    for (JsonNode rule : objectives) {
      assertThat(rule.get("query").textValue()).contains("[30m]", "[6h]", "\"pay\"", ">= 0.6");
    }
    StringBuilder file = new StringBuilder("groups:\n- name: all\n  rules:\n");
    for (JsonNode group : groups.values()) {
      for (JsonNode rule : group.get("rules")) {
        Promql.parse(rule.get("query").textValue());
        file.append("  - alert: a\n    expr: ").append(rule.get("query")).append('\n');
      }
    }
    promtool(Files.writeString(directory.resolve("shown.yaml"), file));
  }

  private static JsonNode rules() {
    return server.get(RULES).json();
  }

  private static Map<String, JsonNode> groups(String parameters) {
    Map<String, JsonNode> groups = new TreeMap<>();
    server
        .get("/prometheus/api/v1/rules" + parameters)
        .json()
        .at("/data/groups")
        .forEach(group -> groups.put(group.get("name").textValue(), group));
    return groups;
  }

  private static void promtool(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("promtool", "check", "rules", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said + Files.readString(file)).isZero();
  }

  private static void create(String json) {
    Answer answer = server.json("POST", RULES, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private static Answer yaml(String text) {
    return server.body("POST", RULES + ":import", "application/yaml", text);
  }
}
