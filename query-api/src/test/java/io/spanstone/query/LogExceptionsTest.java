package io.spanstone.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exceptions of log records: their groups, and the records of a group. */
@ExtendWith(SharedElasticsearch.class)
class LogExceptionsTest {
  private static final String LATE = "00000000000000aa";
  private static final String OLD = "00000000000000bb";

  private static Instant hour;
  private static TestServer server;

  @BeforeAll
  static void store(URI elasticsearch) throws Exception {
    hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    server = new TestServer.Setup().elasticsearch(elasticsearch, "exceptions").start();
    List<MetricsData> segments = new ArrayList<>();
    segments.add(counts("cart", LATE, "java.io.IOException", hour.minusSeconds(590), 2));
    segments.add(counts("cart", LATE, "java.io.IOException", hour, 18));
    segments.add(counts("cart", OLD, "", hour.minusSeconds(300), 3));
    segments.add(counts("cart", OLD, "", hour.minusSeconds(1200), 3));
    segments.add(counts("stock", OLD, "", hour.minusSeconds(300), 1));
    segments.add(ofSpans(counts("till", LATE, "", hour.minusSeconds(300), 4)));
    segments.add(counts("till", LATE, "", hour.minusSeconds(300), 1));
    StoredBlocks.metrics(server.storage(), elasticsearch, segments);
    StoredBlocks.logs(server.storage(), elasticsearch, logs("cart", 40), logs("stock", 2));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void groupsAreListedWithTheirCounts() {
    JsonNode answer = get("service=cart");

    assertThat(answer.get("complete").booleanValue()).isTrue();
    assertThat(answer.get("stepSeconds").intValue()).isEqualTo(10);
    assertThat(answer.get("total").intValue()).isEqualTo(2);
    JsonNode late = answer.at("/exceptions/0");
    assertThat(late.get("id").textValue()).isEqualTo(LATE);
    assertThat(late.get("type").textValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(late.get("rootType").textValue()).isEqualTo("java.io.IOException");
    assertThat(late.get("location").textValue()).isEqualTo("com.example.Cart.add");
    assertThat(late.get("service").textValue()).isEqualTo("cart");
    assertThat(late.get("count").intValue()).isEqualTo(20);
    assertThat(late.get("countsBySeverity").toString()).isEqualTo("{\"ERROR\":20}");
    assertThat(late.get("trend")).hasSize(60);
    assertThat(late.at("/trend/59").intValue()).isEqualTo(18);
    assertThat(late.get("firstSeen").textValue()).isEqualTo(hour.minusSeconds(600).toString());
    assertThat(late.get("lastSeen").textValue()).isEqualTo(hour.toString());
    assertThat(late.at("/example/message").textValue()).isEqualTo("order 7 is late");
    assertThat(late.at("/example/traceId").textValue()).isEqualTo("07".repeat(16));
    assertThat(answer.at("/exceptions/1/rootType")).isEqualTo(late.get("type"));
  }

  @Test
  void newOnesAndSuddenlyFrequentOnesAreTold() {
    JsonNode exceptions = get("service=cart").get("exceptions");

    assertThat(exceptions.at("/0/new").booleanValue()).isTrue();
    assertThat(exceptions.at("/0/surging").booleanValue()).isTrue();
    // there were some in the hour in which the range begins, but before it
    assertThat(exceptions.at("/1/new").booleanValue()).isFalse();
    assertThat(exceptions.at("/1/surging").booleanValue()).isFalse();
  }

  @Test
  void onlyWhatIsAskedFor() {
    assertThat(get("").get("exceptions")).hasSize(5);
    assertThat(get("limit=1").get("exceptions")).hasSize(1);
    assertThat(get("limit=1").get("total").intValue()).isEqualTo(5);
    assertThat(get("severity=warn").get("exceptions")).isEmpty();
    assertThat(server.get("/api/v1/logs/exceptions?severity=loud").status()).isEqualTo(400);
    assertThat(server.get("/api/v1/logs/exceptions?kind=x").status()).isEqualTo(400);
  }

  @Test
  void thoseOfSpansStandBesideThoseOfRecords() {
    JsonNode exceptions = get("service=till").get("exceptions");

    assertThat(exceptions).hasSize(2);
    assertThat(exceptions.at("/0/source").textValue()).isEqualTo("span");
    assertThat(exceptions.at("/0/count").intValue()).isEqualTo(4);
    assertThat(exceptions.at("/0/countsBySeverity").toString()).isEqualTo("{\"ERROR\":4}");
    assertThat(exceptions.at("/0/example/traceId").textValue()).isEqualTo("07".repeat(16));
    assertThat(exceptions.at("/1/source").textValue()).isEqualTo("log");
    assertThat(exceptions.at("/1/id")).isEqualTo(exceptions.at("/0/id"));
    assertThat(get("service=till&severity=error").get("exceptions")).hasSize(2);
    assertThat(get("service=till&severity=warn").get("exceptions")).isEmpty();
  }

  @Test
  void theRecordsOfAGroupAreFound() {
    JsonNode failed = search("query=failed&limit=1").at("/logs/0");
    String group = failed.get("exceptionGroup").textValue();

    JsonNode found = search("limit=1000&query=exceptionGroup:" + group).get("logs");

    assertThat(found).hasSize(21);
    assertThat(found)
        .allSatisfy(
            log -> {
              assertThat(log.get("body").textValue()).startsWith("failed");
              assertThat(log.get("exceptionGroup").textValue()).isEqualTo(group);
            });
    assertThat(search("limit=1000&service=stock&query=exceptionGroup:" + group).get("logs"))
        .hasSize(1);
    assertThat(search("limit=1000&query=exceptionGroup:*").get("logs")).hasSize(21);
    assertThat(search("limit=1000&query=NOT%20exceptionGroup:*").get("logs"))
        .hasSize(21)
        .allSatisfy(log -> assertThat(log.get("exceptionGroup").isNull()).isTrue());
    assertThat(server.get("/api/v1/logs?query=exceptionGroup:x").status()).isEqualTo(400);
    assertThat(server.get("/api/v1/logs?query=exceptionGroup:%3E1").body())
        .asString(UTF_8)
        .contains("exception group has no order");
  }

  private static JsonNode get(String query) {
    return server
        .get(
            "/api/v1/logs/exceptions?start=%s&end=%s&%s"
                .formatted(hour.minusSeconds(600), hour, query))
        .json();
  }

  private static JsonNode search(String query) {
    return server.get("/api/v1/logs?" + query).json();
  }

  /** Every other one has an exception, always the same, but for the lines. */
  private static LogsData logs(String service, int records) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (int i = 0; i < records; i++) {
      LogRecord.Builder log = scope.addLogRecordsBuilder();
      log.setTimeUnixNano(Instant.now().minusSeconds(i + 1).getEpochSecond() * 1_000_000_000);
      log.setBody(AnyValue.newBuilder().setStringValue(i % 2 == 0 ? "failed " + i : "done " + i));
      if (i % 2 == 0) {
        String stackTrace = "Boom: " + i + "\n\tat com.example.Cart.add(Cart.java:" + i + ")\n";
        log.addAttributes(attribute("exception.stacktrace", stackTrace));
      }
    }
    return LogsData.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(attribute("service.name", service)))
                .addScopeLogs(scope))
        .build();
  }

  private static MetricsData counts(
      String service, String id, String rootType, Instant cellEnd, long records) {
    long end = cellEnd.getEpochSecond() * 1_000_000_000;
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .addAttributes(attribute("log.severity", "ERROR"))
            .addAttributes(attribute("exception.group.id", id))
            .addAttributes(attribute("exception.type", "java.lang.IllegalStateException"))
            .addAttributes(attribute("exception.location", "com.example.Cart.add"))
            .setStartTimeUnixNano(end - 10_000_000_000L)
            .setTimeUnixNano(end)
            .setAsInt(records)
            .addExemplars(
                Exemplar.newBuilder()
                    .setTimeUnixNano(end - 1_000_000_000L)
                    .setAsInt(1)
                    .setTraceId(ByteString.fromHex("07".repeat(16)))
                    .addFilteredAttributes(attribute("exception.message", "order 7 is late")));
    if (!rootType.isEmpty()) {
      point.addAttributes(attribute("exception.root.type", rootType));
    }
    ScopeMetrics.Builder scope =
        ScopeMetrics.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName(SourceLabels.DERIVED_SCOPE));
    scope
        .addMetricsBuilder()
        .setName("log.exceptions")
        .setUnit("{exception}")
        .getSumBuilder()
        .setIsMonotonic(true)
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
        .addDataPoints(point);
    MetricsData.Builder data = MetricsData.newBuilder();
    data.addResourceMetricsBuilder()
        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", service)))
        .addScopeMetrics(scope);
    return data.build();
  }

  /** The same as counts of spans' exceptions, which have no severity. */
  private static MetricsData ofSpans(MetricsData counts) {
    MetricsData.Builder data = counts.toBuilder();
    Metric.Builder metric =
        data.getResourceMetricsBuilder(0).getScopeMetricsBuilder(0).getMetricsBuilder(0);
    metric.setName("span.exceptions");
    NumberDataPoint.Builder point = metric.getSumBuilder().getDataPointsBuilder(0);
    List<KeyValue> rest =
        point.getAttributesList().stream()
            .filter(each -> !each.getKey().equals("log.severity"))
            .toList();
    point.clearAttributes().addAllAttributes(rest);
    return data.build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
