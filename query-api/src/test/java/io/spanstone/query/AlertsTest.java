package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.query.alert.evaluate.AlertSettings;
import io.spanstone.query.promql.PromqlSettings;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules that are posted are evaluated, and what they find is shown. */
@ExtendWith(SharedElasticsearch.class)
class AlertsTest {
  private static final String RULES = "/api/v1/alert-rules";
  private static TestServer server;

  @BeforeAll
  static void start(URI elasticsearch) throws Exception {
    AlertSettings settings =
        AlertSettings.standard(PromqlSettings.DEFAULT).withOffset(Duration.ofSeconds(1));
    server =
        new TestServer.Setup()
            .elasticsearch(elasticsearch, "query_alerts")
            .alerts(settings)
            .start();
    server.storage().install();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRuleFiresUntilItIsGone() {
    JsonNode rule =
        create(
            """
            {"name":"Always","expr":"label_replace(vector(3), \\"service_name\\", \\"cart\\", \\"\\", \\"\\") > 1",
             "interval":"1s","for":"1s","severity":"page","labels":{"service_namespace":"shop","half":"{{ printf \\"%.1f\\" $value }}"},
             "annotations":{"text":"{{ $labels.service_name }} has {{ $value }}"}}
            """);
    String id = rule.get("id").textValue();

    JsonNode alert = alert(id, "firing");
    assertThat(alert.at("/labels/alertname").textValue()).isEqualTo("Always");
    assertThat(alert.at("/labels/half").textValue()).isEqualTo("3.0");
    assertThat(alert.at("/labels/severity").textValue()).isEqualTo("page");
    assertThat(alert.at("/annotations/text").textValue()).isEqualTo("cart has 3");
    assertThat(alert.get("value").doubleValue()).isEqualTo(3);
    assertThat(alert.at("/links/traces").textValue()).startsWith("/traces?service=shop%2Fcart&");
    assertThat(server.get("/prometheus/api/v1/alerts").json().at("/data/alerts").toString())
        .contains("Always");
    JsonNode shown = server.get(RULES + "/" + id).json();
    assertThat(shown.at("/status/state").textValue()).isEqualTo("firing");
    assertThat(shown.at("/status/health").textValue()).isEqualTo("ok");

    String etag = server.get(RULES + "/" + id).header("etag");
    assertThat(server.bare("DELETE", RULES + "/" + id, "If-Match", etag).status()).isEqualTo(204);
    JsonNode history =
        await("/api/v1/alerts/history?ruleId=" + id, answer -> answer.get("alerts").size() == 3)
            .get("alerts");
    assertThat(history.get(0).get("kind").textValue()).isEqualTo("resolved");
    assertThat(history.get(0).get("activeAt")).isEqualTo(alert.get("activeAt"));
    assertThat(history.get(1).get("kind").textValue()).isEqualTo("firing");
    assertThat(history.get(2).get("kind").textValue()).isEqualTo("pending");
    for (String service : List.of("cart", "shop/cart")) {
      String found = "/api/v1/alerts/history?ruleId=" + id + "&service=" + service;
      assertThat(server.get(found).json().get("alerts")).as(service).isEqualTo(history);
    }
    JsonNode page = server.get("/api/v1/alerts/history?limit=2&ruleId=" + id).json();
    JsonNode rest =
        server
            .get(
                "/api/v1/alerts/history?limit=2&ruleId="
                    + id
                    + "&cursor="
                    + page.get("cursor").textValue())
            .json();
    assertThat(rest.get("alerts").get(0)).isEqualTo(history.get(2));
    assertThat(server.get("/api/v1/alerts?ruleId=" + id).json().get("alerts")).isEmpty();
  }

  @Test
  void aRuleThatFailsSaysWhyAndOthersGoOn() {
    JsonNode bad =
        create(
            """
            {"name":"Twice","interval":"1s","group":"mixed",
             "expr":"label_replace(vector(1), \\"a\\", \\"1\\", \\"\\", \\"\\") or label_replace(vector(1), \\"a\\", \\"2\\", \\"\\", \\"\\")",
             "labels":{"a":"same"}}
            """);
    JsonNode good =
        create(
            """
            {"name":"Once","interval":"1s","group":"mixed","position":1,"expr":"vector(1)"}
            """);

    alert(good.get("id").textValue(), "firing");
    JsonNode shown =
        await(
            RULES + "/" + bad.get("id").textValue(),
            rule -> rule.at("/status/health").asText().equals("err"));
    assertThat(shown.at("/status/lastError").textValue()).contains("two elements have the labels");
  }

  @Test
  void manyLogRecordsFire(URI elasticsearch) throws Exception {
    Instant now = Instant.now();
    LogsData.Builder logs = LogsData.newBuilder();
    for (int i = 0; i < 5; i++) {
      logs.addResourceLogsBuilder()
          .addScopeLogsBuilder()
          .addLogRecords(
              LogRecord.newBuilder()
                  .setTimeUnixNano(now.minusSeconds(i + 3).toEpochMilli() * 1_000_000)
                  .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
                  .setBody(AnyValue.newBuilder().setStringValue("payment refused " + i)));
    }
    StoredBlocks.logs(server.storage(), elasticsearch, logs.build());
    String rule =
        """
        {"name":"Refused","logQuery":"payment severity:error","threshold":%d,"interval":"1s","window":"2m"}
        """;
    JsonNode few = create(rule.formatted(6));
    JsonNode enough = create(rule.formatted(5));

    JsonNode alert = alert(enough.get("id").textValue(), "firing");
    assertThat(alert.get("value").intValue()).isEqualTo(5);
    assertThat(alert.at("/links/logs").textValue()).startsWith("/logs?query=payment%20severity");
    assertThat(alert.at("/links/chart")).isEqualTo(alert.at("/links/logs"));
    assertThat(alert.at("/links/traces").textValue()).startsWith("/traces?status=error&start=");
    assertThat(alert.at("/links/map").textValue()).startsWith("/map?start=");
    assertThat(
            server.get("/api/v1/alerts?ruleId=" + few.get("id").textValue()).json().get("alerts"))
        .isEmpty();

    Answer tried =
        server.json(
            "POST",
            RULES + ":test?start=" + now.minusSeconds(600) + "&end=" + now.plusSeconds(300),
            rule.formatted(3).replace("1s", "5s"));
    assertThat(tried.json().get("fired").intValue()).as(tried.text()).isEqualTo(1);
    Instant fired = Instant.parse(tried.json().at("/alerts/0/firedAt").textValue());
    assertThat(fired).isBetween(now.minusSeconds(10), now.plusSeconds(5));
    Instant resolved = Instant.parse(tried.json().at("/alerts/0/resolvedAt").textValue());
    assertThat(resolved).isBetween(now.plusSeconds(110), now.plusSeconds(125));
  }

  @Test
  void anObjectiveTellsItsBudgetAndFiresWhenItBurns(URI elasticsearch) throws Exception {
    StoredBlocks.traces(
        server.storage(), elasticsearch, SampleTraces.whole(Instant.now().minusSeconds(30)));
    Answer created =
        server.json(
            "POST",
            "/api/v1/slos",
            """
            {"name":"Orders work","service":"cart","objective":0.999}
            """);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    JsonNode slo = created.json();
    String path = "/api/v1/slos/" + slo.get("id").textValue();
    JsonNode status = slo.get("status");
    long calls = status.get("calls").longValue();
    assertThat(calls).isPositive();
    assertThat(status.get("budgetLeft").doubleValue())
        .isCloseTo(1 - status.get("errors").longValue() / (calls * 0.001), within(1e-6));
    assertThat(status.get("errors").longValue()).isPositive();
    JsonNode alert = alert("slo-" + slo.get("id").textValue() + "-1h", "firing");
    assertThat(alert.at("/labels/slo").textValue()).isEqualTo("Orders work");
    assertThat(alert.get("severity").textValue()).isEqualTo("critical");
    assertThat(alert.at("/links/chart").textValue()).startsWith("/services/cart?start=");
    JsonNode course = server.get(path + "/budget").json();
    JsonNode points = course.get("points");
    assertThat(points).hasSize((int) (30 * 86_400 / course.get("stepSeconds").longValue()));
    assertThat(points.get(0).get("budgetLeft").doubleValue()).isEqualTo(1);
    assertThat(points.get(points.size() - 1).get("budgetLeft").doubleValue())
        .isCloseTo(status.get("budgetLeft").doubleValue(), within(1e-6));
    assertThat(server.get("/api/v1/slos/none/budget").status()).isEqualTo(404);
    assertThat(badCalls("1h")).isEqualTo(status.get("errors").longValue());
    assertThat(badCalls("1ms")).isBetween(badCalls("1h"), calls);
    assertThat(server.json("PUT", path, slo.toString()).status()).isEqualTo(428);
    Answer changed = server.json("PUT", path, slo.toString(), "If-Match", created.header("etag"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(server.get("/api/v1/slos").json().get("slos")).hasSize(1);
    assertThat(server.bare("DELETE", path, "If-Match", changed.header("etag")).status())
        .isEqualTo(204);
    Answer faulty =
        server.json(
            "POST", "/api/v1/slos", "{\"name\":\"a\",\"objective\":99.9,\"window\":\"1m\"}");
    assertThat(faulty.json().get("errors")).hasSize(3);
  }

  @Test
  void pointsThatComeLateAreCounted(URI elasticsearch) throws Exception {
    JsonNode rule =
        create(
            "{\"name\":\"Late\",\"expr\":\"sum(sum_over_time(late[1m])) > 9\",\"interval\":\"1s\"}");
    String path = RULES + "/" + rule.get("id").textValue();
    Instant now = Instant.now();
    sample(elasticsearch, now.minusSeconds(3), "one");
    await(path, shown -> shown.at("/status/lastEvaluation").asText().compareTo("" + now) > 0);
    assertThat(server.get(path).json().at("/status/late").longValue()).isLessThanOrEqualTo(1);

    sample(elasticsearch, now.minusSeconds(10), "two");
    sample(elasticsearch, now.minusSeconds(11), "two");

    await(path, shown -> shown.at("/status/late").longValue() >= 2);
  }

  private static void sample(URI elasticsearch, Instant at, String series) throws Exception {
    Series one =
        Series.ofNumbers(
            Labels.of(Labels.METRIC_NAME, "late", "of", series),
            false,
            new long[] {at.toEpochMilli()},
            new double[] {1});
    StoredBlocks.metrics(server.storage(), elasticsearch, StoredSamples.of(List.of(one)));
  }

  private static long badCalls(String latency) {
    Answer answer =
        server.json(
            "POST",
            "/api/v1/slos",
            """
            {"name":"Orders are fast","service":"cart","objective":0.9,"latency":"%s"}
            """
                .formatted(latency));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String path = "/api/v1/slos/" + answer.json().get("id").textValue();
    server.bare("DELETE", path, "If-Match", answer.header("etag"));
    return answer.json().at("/status/errors").longValue();
  }

  private static JsonNode create(String json) {
    Answer answer = server.json("POST", RULES, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static JsonNode alert(String ruleId, String state) {
    return await(
            "/api/v1/alerts?state=" + state + "&ruleId=" + ruleId,
            answer -> answer.get("alerts").size() == 1)
        .get("alerts")
        .get(0);
  }

  private static JsonNode await(String path, Predicate<JsonNode> awaited) {
    long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    JsonNode answer;
    do {
      answer = server.get(path).json();
      if (awaited.test(answer)) {
        return answer;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    } while (System.nanoTime() < deadline);
    throw new AssertionError(path + " answers " + answer);
  }
}
