package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.query.alert.Await;
import io.spanstone.query.alert.channel.Receiver;
import io.spanstone.query.alert.evaluate.AlertSettings;
import io.spanstone.query.promql.PromqlSettings;
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

/** From a rule to a receiver, and what people do meanwhile. */
@ExtendWith(SharedElasticsearch.class)
class AlertDeliveryTest {
  private static TestServer server;

  private Receiver receiver;

  @BeforeAll
  static void start(URI elasticsearch) {
    server =
        new TestServer.Setup()
            .elasticsearch(elasticsearch, "query_delivery")
            .alerts(AlertSettings.standard(PromqlSettings.DEFAULT))
            .start();
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
  void aRuleFiresIsToldAcknowledgedSilencedAndEnds() {
    String notifier =
        created(
            "/api/v1/notifiers",
            "{\"name\":\"n\",\"type\":\"webhook\",\"url\":\"%s/\",\"groupInterval\":\"1s\"}"
                .formatted(receiver.url()));
    Answer rule =
        server.json(
            "POST",
            "/api/v1/alert-rules",
            """
            {"name":"Always","expr":"label_replace(vector(1), \\"service_name\\", \\"cart\\", \\"\\", \\"\\") > 0",
             "interval":"5s","severity":"critical","notifiers":["%s"],
             "annotations":{"summary":"{{ $labels.service_name }} is {{ $value }}"}}
            """
                .formatted(notifier));
    assertThat(rule.status()).as(rule.text()).isEqualTo(201);

    Await.until("it is told", () -> !receiver.received().isEmpty());
    JsonNode told = receiver.received().get(0).json();
    assertThat(told.get("status").textValue()).isEqualTo("firing");
    JsonNode first = told.at("/alerts/0");
    assertThat(first.at("/labels/alertname").textValue()).isEqualTo("Always");
    assertThat(first.at("/annotations/summary").textValue()).isEqualTo("cart is 1");
    assertThat(first.at("/links/map").textValue()).startsWith("https://spanstone.example.com/map?");

    String id = first.get("id").textValue();
    Await.until("that it was told is known", () -> alert(id).at("/notices/0").has("toldAt"));
    assertThat(alert(id).at("/notices/0/notifier").textValue()).isEqualTo(notifier);
    assertThat(alert(id).at("/notices/0/told").textValue()).isEqualTo("firing");
    Await.until(
        "that it was told is in the history",
        () -> delivery(notifier).at("/lastNotified/notice").has("id"));
    JsonNode notice = delivery(notifier).at("/lastNotified/notice");
    assertThat(notice.get("id")).isEqualTo(told.get("noticeId"));
    assertThat(notice.at("/notifier/name").textValue()).isEqualTo("n");
    assertThat(notice.at("/alerts/0/name").textValue()).isEqualTo("Always");
    assertThat(delivery(notifier).get("owed").intValue()).isZero();
    Answer acknowledged =
        server.json(
            "POST",
            "/api/v1/alerts/" + id + ":acknowledge",
            "{\"by\":\"ada\",\"comment\":\"looking\"}");
    assertThat(acknowledged.status()).isEqualTo(201);
    assertThat(alert(id).at("/acknowledged/comment").textValue()).isEqualTo("looking");

    Answer silence =
        server.json(
            "POST",
            "/api/v1/silences",
            """
            {"matchers":[{"name":"alertname","value":"Always"}],"createdBy":"bob",
             "recurrence":{"windows":[{}]}}
            """);
    assertThat(silence.status()).as(silence.text()).isEqualTo(201);
    String silenceId = silence.json().get("id").textValue();
    assertThat(silence.json().get("state").textValue()).isEqualTo("active");
    assertThat(server.get("/api/v1/silences").json().get("silences")).contains(silence.json());
    assertThat(alert(id).get("silencedBy"))
        .extracting(JsonNode::textValue)
        .containsExactly(silenceId);
    assertThat(
            server
                .bare("DELETE", "/api/v1/silences/" + silenceId, "If-Match", silence.header("etag"))
                .status())
        .isEqualTo(204);
    assertThat(alert(id).get("silencedBy")).isEmpty();
    assertThat(server.bare("DELETE", "/api/v1/alerts/" + id + "/acknowledgement").status())
        .isEqualTo(204);
    assertThat(server.bare("DELETE", "/api/v1/alerts/" + id + "/acknowledgement").status())
        .isEqualTo(404);

    Await.until(
        "all of it is in the history",
        () ->
            kinds(id)
                .containsAll(
                    List.of(
                        "firing",
                        "notified",
                        "acknowledged",
                        "silenced",
                        "unsilenced",
                        "unacknowledged")));

    String path = rule.header("location");
    assertThat(server.bare("DELETE", path, "If-Match", server.get(path).header("etag")).status())
        .isEqualTo(204);
    Await.until("the end is told", () -> receiver.received().size() >= 2);
    JsonNode end = receiver.last().json();
    assertThat(end.get("status").textValue()).isEqualTo("resolved");
    assertThat(server.get("/metrics").text())
        .contains("spanstone_alerts_notices_seconds_count{notifier=\"" + notifier + "\"");
  }

  @Test
  void whatAReceiverDoesNotTakeIsSeenWithItsError() {
    receiver.behave(Receiver.status(404, "no such hook"));
    String notifier =
        created(
            "/api/v1/notifiers",
            "{\"name\":\"gone\",\"type\":\"webhook\",\"url\":\"%s/\"}".formatted(receiver.url()));
    String rule =
        created(
            "/api/v1/alert-rules",
            """
            {"name":"Unheard","expr":"vector(1) > 0","interval":"5s","notifiers":["%s"]}
            """
                .formatted(notifier));

    Await.until("it is tried", () -> delivery(notifier).has("failure"));
    JsonNode delivery = delivery(notifier);
    assertThat(delivery.at("/failure/status").intValue()).isEqualTo(404);
    assertThat(delivery.at("/failure/detail").textValue()).contains("no such hook");
    assertThat(delivery.get("owed").intValue()).isEqualTo(1);
    assertThat(delivery.at("/owedAlerts/0/name").textValue()).isEqualTo("Unheard");
    String id = delivery.at("/owedAlerts/0/id").textValue();
    assertThat(alert(id).at("/notices/0/failure/status").intValue()).isEqualTo(404);
    Await.until("it is in the history", () -> kinds(id).contains("undelivered"));

    String path = "/api/v1/alert-rules/" + rule;
    assertThat(server.bare("DELETE", path, "If-Match", server.get(path).header("etag")).status())
        .isEqualTo(204);
    assertThat(server.get("/api/v1/notifiers/none/delivery").status()).isEqualTo(404);
  }

  @Test
  void saysWhatIsWrongWithASilence() {
    assertThat(faults("{}"))
        .contains("matchers: is missing; give a list of one condition at least")
        .contains("endsAt: is missing; only a silence with a recurrence may have no end");
    assertThat(
            faults(
                "{\"matchers\":[{\"name\":\"a\",\"value\":\".*\",\"isRegex\":true}],\"endsAt\":\"2100-01-01T00:00:00Z\"}"))
        .containsExactly(
            "matchers: would silence every alert; one must be such that an absent label fails it");
    assertThat(
            faults(
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"}],\"endsAt\":\"2001-01-01T00:00:00Z\"}"))
        .anyMatch(each -> each.startsWith("endsAt: must be after startsAt"));
    assertThat(
            faults(
                """
                {"matchers":[{"name":"a","value":"b"}],"recurrence":{"timeZone":"Mars","windows":[
                  {"days":["moonday"],"from":"25:00","to":"24:00"}]}}
                """))
        .containsExactlyInAnyOrder(
            "recurrence.timeZone: must be a time zone, such as Europe/Berlin or Asia/Shanghai, not"
                + " 'Mars'",
            "recurrence.windows[0].days[0]: must be a day of the week, such as monday, not"
                + " 'moonday'",
            "recurrence.windows[0].from: must be a time of the day, such as 22:00, not '25:00'");
  }

  @Test
  void nobodyTakesOverWhatIsNotThere() {
    assertThat(server.json("POST", "/api/v1/alerts/0000000000000001:acknowledge", "{}").status())
        .isEqualTo(404);
  }

  private static String created(String route, String json) {
    Answer answer = server.json("POST", route, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().get("id").textValue();
  }

  private static JsonNode delivery(String notifier) {
    return server.get("/api/v1/notifiers/" + notifier + "/delivery").json();
  }

  private static JsonNode alert(String id) {
    for (JsonNode each : server.get("/api/v1/alerts").json().get("alerts")) {
      if (each.get("id").textValue().equals(id)) {
        return each;
      }
    }
    throw new AssertionError("no alert " + id);
  }

  private static List<String> kinds(String alertId) {
    List<String> kinds = new ArrayList<>();
    server
        .get("/api/v1/alerts/history?alertId=" + alertId)
        .json()
        .get("alerts")
        .forEach(each -> kinds.add(each.path("kind").asText()));
    return kinds;
  }

  private static List<String> faults(String silence) {
    List<String> faults = new ArrayList<>();
    server
        .json("POST", "/api/v1/silences", silence)
        .json()
        .get("errors")
        .forEach(
            each ->
                faults.add(
                    each.get("parameter").textValue() + ": " + each.get("message").textValue()));
    return faults;
  }
}
