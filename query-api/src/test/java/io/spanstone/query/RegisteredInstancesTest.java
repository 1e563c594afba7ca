package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Instances that tell of their lives, and those of which a registry tells. */
@ExtendWith(SharedElasticsearch.class)
class RegisteredInstancesTest {
  private static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");
  private static final String RANGE = "start=2026-03-05T09:00:00Z&end=2026-03-05T10:00:00Z";

  private static TestServer server;

  @BeforeAll
  static void store(URI elasticsearch) throws Exception {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_registered").start();
    MetricsData.Builder together = MetricsData.newBuilder();
    beat(together, "order", "killed", 200);
    beat(together, "order", "lives", 5);
    beat(together, "order", "stopped", 300);
    add(together, "order", "stopped", "spanstone.instance.stopped", 1, 300, Map.of());
    beat(together, "order", "left", 400);
    status(together, "left", 1, 460);
    status(together, "left", 0, 400);
    beat(together, "order", "mute", 400);
    status(together, "mute", 1, 400);
    beat(together, "order", "lives", 20);
    status(together, "lives", 1, 20);
    beat(together, "order", "draining", 5);
    status(together, "draining", 0, 5);
    beat(together, "order", "killed", 215);
    status(together, "killed", 1, 215);
    beat(together, "order", "before", 500);
    add(together, "order", "before", "service_registration.status", 1, 500, registration("lives"));
    beat(together, "eureka", "e1", 10);
    registered(together, "ORDER", "host:lives", 10, 4);
    registered(together, "ORDER", "host:mute", 10, 12);
    registered(together, "ORDER", "host:gone", 70, 80);
    registered(together, "GHOST", "host:ghost:1", 10, 9);
    registered(together, "FOREIGN", "host:foreign", 10, 9);
    StoredBlocks.metrics(server.storage(), elasticsearch, List.of(together.build()));
    StoredBlocks.traces(
        server.storage(), elasticsearch, span("foreign", "f1", 5), span("team/a", "t1", 5));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whoStoppedIsToldFromWhoIsLostAndWhoOnlyRegistriesHear() {
    assertThat(states("/api/v1/instances?" + RANGE))
        .containsExactlyInAnyOrder(
            "eureka e1 up 10 null",
            "foreign f1 up 5 UP",
            "ghost host:ghost:1 silent null UP",
            "order before lost 500 UP",
            "order draining up 5 DEREGISTERED",
            "order killed lost 200 UP",
            "order left stopped 400 DEREGISTERED",
            "order lives up 5 UP",
            "order mute silent 400 UP",
            "order stopped stopped 300 null",
            "team/a t1 up 5 null");
  }

  @Test
  void aRegistrationSaysWhereAndWhen() {
    JsonNode lives =
        server.get("/api/v1/instances?service=order&" + RANGE).json().at("/instances/4");

    assertThat(lives.get("id").textValue()).isEqualTo("lives");
    assertThat(lives.get("registration").toString())
        .isEqualTo(
            "{\"type\":\"eureka\",\"application\":\"ORDER\",\"id\":\"host:lives\",\"status\":\"UP\","
                + "\"lastHeartbeat\":\"2026-03-05T09:59:56Z\"}");
    JsonNode ghost =
        server.get("/api/v1/services/ghost/instances?" + RANGE).json().at("/instances/0");
    assertThat(ghost.get("host").textValue()).isEqualTo("host");
    assertThat(ghost.get("lastHeard").isNull()).isTrue();
  }

  @Test
  void aSlashInANameIsNoNamespace() {
    assertThat(states("/api/v1/instances?service=a&" + RANGE)).isEmpty();
    assertThat(states("/api/v1/services/team%2Fa/instances?" + RANGE)).hasSize(1);
  }

  private static List<String> states(String path) {
    List<String> states = new ArrayList<>();
    for (JsonNode each : server.get(path).json().get("instances")) {
      JsonNode heard = each.get("lastHeard");
      JsonNode registration = each.get("registration");
      states.add(
          "%s %s %s %s %s"
              .formatted(
                  each.get("service").textValue(),
                  each.get("id").textValue(),
                  each.get("state").textValue(),
                  heard.isNull()
                      ? null
                      : Duration.between(Instant.parse(heard.textValue()), NOW).toSeconds(),
                  registration.isNull() ? null : registration.get("status").textValue()));
    }
    return states;
  }

  private static void beat(MetricsData.Builder data, String service, String id, int secondsAgo) {
    add(data, service, id, "spanstone.instance.heartbeat", 1, secondsAgo, Map.of());
  }

  private static void status(MetricsData.Builder data, String id, int value, int secondsAgo) {
    add(data, "order", id, "service_registration.status", value, secondsAgo, registration(id));
  }

  private static Map<String, String> registration(String id) {
    return Map.of(
        "registry.type", "eureka",
        "registry.application", "ORDER",
        "registry.instance_id", "host:" + id,
        "registry.status", "UP");
  }

  private static void registered(
      MetricsData.Builder data, String application, String id, int secondsAgo, int renewedAgo) {
    Map<String, String> attributes =
        Map.of(
            "registry.type", "eureka",
            "registry.application", application,
            "registry.instance_id", id,
            "registry.status", "UP",
            "registry.host", "host");
    add(data, "eureka", "e1", "registry.registered_instances", 1, secondsAgo, attributes);
    add(
        data,
        "eureka",
        "e1",
        "registry.last_renewal",
        NOW.getEpochSecond() - renewedAgo,
        secondsAgo,
        attributes);
  }

  private static void add(
      MetricsData.Builder data,
      String service,
      String id,
      String metric,
      long value,
      int secondsAgo,
      Map<String, String> attributes) {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder().setTimeUnixNano(nanos(secondsAgo)).setAsInt(value);
    attributes.forEach((key, text) -> point.addAttributes(attribute(key, text)));
    data.addResourceMetricsBuilder()
        .setResource(
            resource(service, id)
                .addAttributes(attribute("host.name", "host"))
                .addAttributes(attribute("telemetry.distro.name", "spanstone-java")))
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName(metric)
        .getGaugeBuilder()
        .addDataPoints(point);
  }

  private static TracesData span(String service, String id, int secondsAgo) {
    TracesData.Builder data = TracesData.newBuilder();
    data.addResourceSpansBuilder()
        .setResource(resource(service, id))
        .addScopeSpansBuilder()
        .addSpansBuilder()
        .setTraceId(ByteString.copyFromUtf8("0123456789abcdef"))
        .setSpanId(ByteString.copyFromUtf8("01234567"))
        .setStartTimeUnixNano(nanos(secondsAgo))
        .setEndTimeUnixNano(nanos(secondsAgo) + 1);
    return data.build();
  }

  private static Resource.Builder resource(String service, String id) {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", service))
        .addAttributes(attribute("service.instance.id", id));
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static long nanos(int secondsAgo) {
    return NOW.minusSeconds(secondsAgo).toEpochMilli() * 1_000_000;
  }
}
