package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.otlp.Slice;
import io.spanstone.pattern.PatternId;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Patterns of log records, from the metric that counts them to their answer. */
@ExtendWith(SharedElasticsearch.class)
class LogPatternsTest {
  private static final int EARLIER_SECONDS = 3 * 3600;

  private static Instant hour;
  private static String range;

  private static TestServer server;

  @BeforeAll
  static void store(URI elasticsearch) throws Exception {
    hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    range = "start=" + hour.minusSeconds(600) + "&end=" + hour;
    server = new TestServer.Setup().elasticsearch(elasticsearch, "patterns").start();
    List<MetricsData> segments = new ArrayList<>();
    segments.add(
        counts(
            "cart",
            count("INFO", "order <*> is late", hour.minusSeconds(590), 5),
            count("ERROR", "order <*> is late", hour, 2),
            count("INFO", "started", hour.minusSeconds(300), 1)));
    segments.add(counts("cart", count("INFO", "order <*> is late", hour.minusSeconds(4000), 9)));
    segments.add(counts("cart", count("INFO", "order <*> is late", hour.minusSeconds(590), 3)));
    for (String name : List.of("ann", "bob", "carol", "dave")) {
      segments.add(
          counts("user", count("WARN", "user " + name + " logged in", hour.minusSeconds(100), 1)));
    }
    Instant earlier = hour.minusSeconds(EARLIER_SECONDS);
    segments.add(
        counts(
            "fresh",
            count("INFO", "hello there", earlier.minusSeconds(90), 1),
            count("INFO", "starting up", earlier, 40)));
    segments.add(
        counts(
            "old",
            count("INFO", "all is well", earlier.minusSeconds(590), 1),
            count("ERROR", "disk is full", earlier, 40)));
    StoredBlocks.metrics(server.storage(), elasticsearch, segments);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void addsUpTheRecordsOfTheRange() {
    JsonNode answer = get(range + "&service=cart");

    assertThat(answer.get("complete").booleanValue()).isTrue();
    assertThat(answer.get("stepSeconds").intValue()).isEqualTo(10);
    assertThat(answer.get("total").intValue()).isEqualTo(2);
    JsonNode late = answer.get("patterns").get(0);
    assertThat(late.get("template").textValue()).isEqualTo("order <*> is late");
    assertThat(late.get("id").textValue()).isEqualTo(id("order <*> is late"));
    assertThat(late.get("ids")).hasSize(1);
    assertThat(late.get("service").textValue()).isEqualTo("cart");
    assertThat(late.get("severity").textValue()).isEqualTo("ERROR");
    assertThat(late.get("count").intValue()).isEqualTo(10);
    assertThat(late.get("countsBySeverity").toString()).isEqualTo("{\"ERROR\":2,\"INFO\":8}");
    assertThat(late.get("trend")).hasSize(60);
    assertThat(late.get("trend").get(0).intValue()).isEqualTo(8);
    assertThat(late.get("trend").get(59).intValue()).isEqualTo(2);
    assertThat(late.get("firstSeen").textValue()).isEqualTo(hour.minusSeconds(600).toString());
    assertThat(late.get("lastSeen").textValue()).isEqualTo(hour.toString());
    assertThat(late.get("new").booleanValue()).isFalse();
    assertThat(answer.get("patterns").get(1).get("new").booleanValue()).isTrue();
  }

  @Test
  void onlyOfServicesWithAHistoryIsAnythingSuddenlyFrequent() {
    String earlier =
        "start=%s&end=%s"
            .formatted(
                hour.minusSeconds(EARLIER_SECONDS + 600), hour.minusSeconds(EARLIER_SECONDS));

    assertThat(surging(get(earlier + "&service=fresh"))).isEmpty();
    assertThat(surging(get(earlier))).containsExactly("disk is full");
    // the records of other severities are its history, too
    assertThat(surging(get(earlier + "&severity=error"))).containsExactly("disk is full");
  }

  @Test
  void showsAnExample() {
    JsonNode example = get(range + "&service=cart").get("patterns").get(0).get("example");

    assertThat(example.get("body").textValue()).isEqualTo("like order <*> is late");
    assertThat(example.get("time").textValue()).isEqualTo(hour.minusSeconds(1).toString());
    assertThat(example.get("traceId").textValue()).isEqualTo("07".repeat(16));
  }

  @Test
  void patternsThatDifferInAValueAreOne() {
    JsonNode patterns = get(range + "&service=user").get("patterns");

    assertThat(patterns).hasSize(1);
    assertThat(patterns.get(0).get("template").textValue()).isEqualTo("user <*> logged in");
    assertThat(patterns.get(0).get("id").textValue()).isEqualTo(id("user <*> logged in"));
    assertThat(patterns.get(0).get("ids")).hasSize(4);
    assertThat(patterns.get(0).get("count").intValue()).isEqualTo(4);
  }

  @Test
  void onlyWhatIsAskedFor() {
    assertThat(templates(get(range + "&severity=error"))).containsExactly("order <*> is late");
    assertThat(templates(get(range + "&severity=error&severity=warn")))
        .containsExactly("user <*> logged in", "order <*> is late");
    assertThat(templates(get(range + "&limit=1"))).containsExactly("order <*> is late");
    assertThat(templates(get(range + "&service=nobody"))).isEmpty();
    assertThat(server.get("/api/v1/logs/patterns?severity=loud").status()).isEqualTo(400);
  }

  private static JsonNode get(String query) {
    return server.get("/api/v1/logs/patterns?" + query).json();
  }

  private static List<String> templates(JsonNode answer) {
    return StreamSupport.stream(answer.get("patterns").spliterator(), false)
        .map(each -> each.get("template").textValue())
        .toList();
  }

  private static List<String> surging(JsonNode answer) {
    return StreamSupport.stream(answer.get("patterns").spliterator(), false)
        .filter(each -> each.get("surging").booleanValue())
        .map(each -> each.get("template").textValue())
        .toList();
  }

  private static String id(String template) {
    return PatternId.text(PatternId.of(Slice.ofUtf8(template)));
  }

  private static MetricsData counts(String service, NumberDataPoint... points) {
    ScopeMetrics.Builder scope =
        ScopeMetrics.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName(SourceLabels.DERIVED_SCOPE));
    scope
        .addMetricsBuilder()
        .setName("log.records")
        .setUnit("{record}")
        .getSumBuilder()
        .setIsMonotonic(true)
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
        .addAllDataPoints(List.of(points));
    MetricsData.Builder data = MetricsData.newBuilder();
    data.addResourceMetricsBuilder()
        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", service)))
        .addScopeMetrics(scope);
    return data.build();
  }

  private static NumberDataPoint count(
      String severity, String template, Instant cellEnd, long records) {
    long end = cellEnd.getEpochSecond() * 1_000_000_000;
    return NumberDataPoint.newBuilder()
        .addAttributes(attribute("log.severity", severity))
        .addAttributes(attribute("log.pattern.id", id(template)))
        .addAttributes(attribute("log.pattern.template", template))
        .setStartTimeUnixNano(end - 10_000_000_000L)
        .setTimeUnixNano(end)
        .setAsInt(records)
        .addExemplars(
            Exemplar.newBuilder()
                .setTimeUnixNano(end - 1_000_000_000L)
                .setAsInt(1)
                .setTraceId(ByteString.fromHex("07".repeat(16)))
                .addFilteredAttributes(attribute("log.body", "like " + template)))
        .build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
