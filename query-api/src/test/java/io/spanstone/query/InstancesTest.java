package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
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

/** Instances as they send metrics, spans and logs; each in a segment of its own. */
@ExtendWith(SharedElasticsearch.class)
class InstancesTest {
  private static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");
  private static final String RANGE = "start=2026-03-05T09:00:00Z&end=2026-03-05T10:00:00Z";

  private static TestServer server;

  @BeforeAll
  static void store(URI elasticsearch) throws Exception {
    server = new TestServer.Setup().elasticsearch(elasticsearch, "query_instances").start();
    List<MetricsData> metrics = new ArrayList<>();
    for (int seconds = 3000; seconds >= 10; seconds -= 600) {
      metrics.add(point(ours("pay", "p1", "1.0"), seconds));
    }
    metrics.add(point(ours("pay", "p1", "1.0"), 10));
    metrics.add(point(ours("pay", "p2", "1.1"), 60));
    metrics.add(point(ours("pay", "p3", "1.1"), 180));
    metrics.add(point(resource("shop/cart", "c1", Map.of("host.name", "h1")), 100));
    metrics.add(point(resource("shop/cart", "c2", Map.of("host.name", "h1")), 200));
    metrics.add(point(resource("shop/cart", "c3", Map.of("host.name", "h1")), 500));
    metrics.add(point(resource("old", "o1", Map.of("host.name", "h1")), 7_000));
    StoredBlocks.metrics(server.storage(), elasticsearch, metrics);
    StoredBlocks.traces(
        server.storage(),
        elasticsearch,
        span(resource("shop/cart", "c2", Map.of()), 5),
        span(resource("quiet", "", Map.of()), 20));
    StoredBlocks.logs(
        server.storage(), elasticsearch, log(resource("other/cart", "c9", Map.of()), 30));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void eachIsAsAliveAsWhatItSentLast() {
    assertThat(states("/api/v1/instances?" + RANGE))
        .containsExactly(
            "other/cart c9 up 30",
            "pay p1 up 10",
            "pay p2 late 60",
            "pay p3 lost 180",
            "quiet  up 20",
            "shop/cart c1 up 100",
            "shop/cart c2 up 5",
            "shop/cart c3 lost 500");
  }

  @Test
  void whoAsksOfTheTimeBeforeSeesThatTime() {
    assertThat(states("/api/v1/instances?start=2026-03-05T09:00:00Z&end=2026-03-05T09:53:30Z"))
        .containsExactly("pay p1 lost 600", "shop/cart c3 up 500");
  }

  @Test
  void aServiceIsAskedForByItsNameWithOrWithoutNamespace() {
    assertThat(states("/api/v1/services/cart/instances?" + RANGE)).hasSize(4);
    assertThat(states("/api/v1/services/shop%2Fcart/instances?" + RANGE)).hasSize(3);
    assertThat(states("/api/v1/instances?service=pay&" + RANGE)).hasSize(3);
    assertThat(states("/api/v1/services/art/instances?" + RANGE)).isEmpty();
  }

  @Test
  void theResourceSaysWhatItIs() {
    JsonNode second =
        server.get("/api/v1/services/pay/instances?" + RANGE).json().at("/instances/1");

    assertThat(second.get("version").textValue()).isEqualTo("1.1");
    assertThat(second.get("host").textValue()).isEqualTo("pod-p2");
    assertThat(second.get("startTime").textValue()).isEqualTo("2026-03-05T08:00:00Z");
    assertThat(second.get("language").textValue()).isEqualTo("java");
    assertThat(second.get("agent").textValue()).isEqualTo("spanstone-java");
    JsonNode quiet =
        server.get("/api/v1/services/quiet/instances?" + RANGE).json().at("/instances/0");
    assertThat(quiet.get("version").textValue()).isEmpty();
  }

  private static List<String> states(String path) {
    JsonNode answer = server.get(path).json();
    assertThat(answer.get("complete").booleanValue()).isTrue();
    List<String> states = new ArrayList<>();
    for (JsonNode each : answer.get("instances")) {
      Instant heard = Instant.parse(each.get("lastHeard").textValue());
      states.add(
          "%s %s %s %d"
              .formatted(
                  each.get("service").textValue(),
                  each.get("id").textValue(),
                  each.get("state").textValue(),
                  Math.round(Duration.between(heard, NOW).toMillis() / 1e3)));
    }
    return states;
  }

  private static Resource ours(String service, String id, String version) {
    return resource(
        service,
        id,
        Map.of(
            "service.version", version,
            "k8s.pod.name", "pod-" + id,
            "host.name", "node",
            "process.creation.time", "2026-03-05T08:00:00Z",
            "telemetry.sdk.language", "java",
            "telemetry.distro.name", "spanstone-java"));
  }

  private static Resource resource(String service, String id, Map<String, String> others) {
    Resource.Builder resource = Resource.newBuilder();
    int slash = service.indexOf('/');
    if (slash >= 0) {
      resource.addAttributes(attribute("service.namespace", service.substring(0, slash)));
    }
    resource.addAttributes(attribute("service.name", service.substring(slash + 1)));
    if (!id.isEmpty()) {
      resource.addAttributes(attribute("service.instance.id", id));
    }
    others.forEach((key, value) -> resource.addAttributes(attribute(key, value)));
    return resource.build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static MetricsData point(Resource resource, int secondsAgo) {
    MetricsData.Builder data = MetricsData.newBuilder();
    data.addResourceMetricsBuilder()
        .setResource(resource)
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName("jvm.thread.count")
        .getGaugeBuilder()
        .addDataPointsBuilder()
        .setTimeUnixNano(nanos(secondsAgo))
        .setAsInt(1);
    return data.build();
  }

  private static TracesData span(Resource resource, int secondsAgo) {
    TracesData.Builder data = TracesData.newBuilder();
    data.addResourceSpansBuilder()
        .setResource(resource)
        .addScopeSpansBuilder()
        .addSpansBuilder()
        .setTraceId(ByteString.copyFromUtf8("0123456789abcdef"))
        .setSpanId(ByteString.copyFromUtf8("01234567"))
        .setStartTimeUnixNano(nanos(secondsAgo))
        .setEndTimeUnixNano(nanos(secondsAgo) + 1);
    return data.build();
  }

  private static LogsData log(Resource resource, int secondsAgo) {
    LogsData.Builder data = LogsData.newBuilder();
    data.addResourceLogsBuilder()
        .setResource(resource)
        .addScopeLogsBuilder()
        .addLogRecordsBuilder()
        .setTimeUnixNano(nanos(secondsAgo));
    return data.build();
  }

  private static long nanos(int secondsAgo) {
    return NOW.minusSeconds(secondsAgo).toEpochMilli() * 1_000_000;
  }
}
