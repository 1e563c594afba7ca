package io.spanstone.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.spanstone.testkit.RandomOtlp;
import io.spanstone.testkit.SharedElasticsearch;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedElasticsearch.class)
class LogSearchTest {
  private static final String PREFIX = "query_logs";

  private static URI elasticsearch;
  private static TestServer server;
  private static List<LogRecord> logs;

  @BeforeAll
  static void start(URI uri) throws Exception {
    elasticsearch = uri;
    server = new TestServer.Setup().elasticsearch(uri, PREFIX).start();
    RandomOtlp telemetry = new RandomOtlp(11, Instant.now().minusSeconds(1_800));
    LogsData[] segments = {telemetry.logs(400), telemetry.logs(300), telemetry.logs(200)};
    StoredBlocks.logs(server.storage(), uri, segments);
    logs =
        Stream.of(segments)
            .flatMap(segment -> segment.getResourceLogsList().stream())
            .flatMap(resource -> resource.getScopeLogsList().stream())
            .flatMap(scope -> scope.getLogRecordsList().stream())
            .toList();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<Arguments> conditions() {
    LogRecord ofTrace = logs.stream().filter(log -> !log.getTraceId().isEmpty()).findAny().get();
    String traceId = HexFormat.of().formatHex(ofTrace.getTraceId().toByteArray());
    String spanId = HexFormat.of().formatHex(ofTrace.getSpanId().toByteArray());
    Predicate<LogRecord> error = log -> log.getSeverityNumberValue() >= 17;
    return List.of(
        condition("", log -> true),
        condition("query=", log -> true),
        condition("query=payment", log -> text(log).contains("Payment")),
        condition("query=\"card declined\"", log -> text(log).contains("card declined")),
        condition("query=time*", log -> text(log).contains("timed out")),
        condition("query=服务连接", log -> text(log).contains("服务连接")),
        condition("query=登录 -杭州", log -> false),
        condition("query=超时 OR timed", log -> text(log).matches("(?s).*(超时|timed).*")),
        condition("query=severity:>=error", error),
        condition("severity=ERROR", error),
        condition("severity=>=warn", log -> log.getSeverityNumberValue() >= 13),
        condition("severity=warn&severity=error", log -> log.getSeverityNumberValue() >= 13),
        condition(
            "severity=error&query=NOT failed", error.and(log -> !text(log).contains("failed"))),
        condition("traceId=" + traceId, log -> log.getTraceId().equals(ofTrace.getTraceId())),
        condition("query=traceId:" + traceId, log -> log.getTraceId().equals(ofTrace.getTraceId())),
        condition("spanId=" + spanId, log -> log.getSpanId().equals(ofTrace.getSpanId())),
        condition("query=thread.name:HTTP-7", log -> hasThread(log, "http-7")));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void theRecordsThatMeetAllConditionsAreFoundNewestFirst(
      String query, Predicate<LogRecord> condition) {
    List<String> expected =
        logs.stream().filter(condition).map(LogSearchTest::time).map(Instant::toString).toList();

    JsonNode page = server.get("/api/v1/logs?limit=1000&" + encodedValues(query)).json();

    List<String> times = new ArrayList<>();
    page.get("logs").forEach(log -> times.add(log.get("time").textValue()));
    assertThat(times)
        .containsExactlyInAnyOrderElementsOf(expected)
        .isSortedAccordingTo((a, b) -> Instant.parse(b).compareTo(Instant.parse(a)));
    assertThat(page.get("complete").booleanValue()).isTrue();
    assertThat(page.get("cursor").isNull()).isTrue();
  }

  @Test
  void aServiceIsFoundByItsNameAndItsNamespace() {
    JsonNode byName = server.get("/api/v1/logs?service=cart&limit=1000").json().get("logs");

    assertThat(byName).isNotEmpty();
    assertThat(byName).allSatisfy(log -> assertThat(service(log)).isEqualTo("shop/cart"));
    assertThat(server.get("/api/v1/logs?query=service:shop/CART&limit=1000").json().get("logs"))
        .isEqualTo(byName);
    assertThat(server.get("/api/v1/logs?service=none").json().get("logs")).isEmpty();
  }

  @Test
  void aRecordIsShownWithAllItHas() {
    LogRecord sent =
        logs.stream()
            .filter(log -> !log.getTraceId().isEmpty() && log.getBody().hasStringValue())
            .findFirst()
            .orElseThrow();
    String traceId = HexFormat.of().formatHex(sent.getTraceId().toByteArray());

    JsonNode shown =
        Stream.of(server.get("/api/v1/logs?traceId=" + traceId).json().get("logs"))
            .flatMap(list -> list.valueStream())
            .filter(log -> log.get("time").textValue().equals(time(sent).toString()))
            .findFirst()
            .orElseThrow();

    assertThat(shown.get("body").textValue()).isEqualTo(sent.getBody().getStringValue());
    assertThat(shown.get("severityNumber").intValue()).isEqualTo(sent.getSeverityNumberValue());
    assertThat(shown.get("severity").textValue()).isEqualTo(sent.getSeverityText());
    assertThat(shown.get("spanId").textValue())
        .isEqualTo(HexFormat.of().formatHex(sent.getSpanId().toByteArray()));
    assertThat(shown.at("/attributes/thread.name").textValue())
        .isEqualTo(sent.getAttributes(0).getValue().getStringValue());
    assertThat(shown.at("/resource/service.namespace").textValue()).isEqualTo("shop");
    assertThat(shown.get("instance").textValue())
        .isEqualTo(shown.at("/resource/service.instance.id").textValue());
    assertThat(shown.get("logger").textValue()).isNotEmpty();
  }

  @Test
  void pagesFollowEachOtherToTheEndAndNameEveryRecordOnce() {
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = server.get("/api/v1/logs?query=order&limit=37" + cursor).json();
      assertThat(page.get("logs")).hasSizeLessThanOrEqualTo(37);
      page.get("logs").forEach(log -> paged.add(log.get("id").textValue()));
      cursor =
          page.get("cursor").isNull() ? "" : "&cursor=" + encoded(page.get("cursor").textValue());
    } while (!cursor.isEmpty());

    List<String> all = new ArrayList<>();
    server
        .get("/api/v1/logs?query=order&limit=1000")
        .json()
        .get("logs")
        .forEach(log -> all.add(log.get("id").textValue()));
    assertThat(paged).isEqualTo(all).doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }

  @Test
  void aCursorOfAnotherSearchIsRefused() {
    String cursor = encoded(server.get("/api/v1/logs?limit=1").json().get("cursor").textValue());

    for (String query : List.of("severity=error&cursor=" + cursor, "cursor=AQ", "cursor=*")) {
      Answer answer = server.get("/api/v1/logs?" + query);

      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/parameter").textValue()).isEqualTo("cursor");
    }
  }

  @Test
  void aSearchWhoseTimeIsUpSaysHowFarItCame() {
    try (TestServer hasty =
        new TestServer.Setup()
            .elasticsearch(elasticsearch, PREFIX)
            .searchBudget(Duration.ofNanos(1))
            .start()) {
      JsonNode page = hasty.get("/api/v1/logs?query=placed+AND+declined").json();

      assertThat(page.get("complete").booleanValue()).isFalse();
      assertThat(page.get("scannedUntil").textValue()).isNotEmpty();
      assertThat(page.get("cursor").textValue()).isNotEmpty();
    }
  }

  @Test
  void aFaultOfAQueryIsShownWhereItIs() {
    JsonNode error =
        server
            .get("/api/v1/logs?query=" + encoded("超时 AND (severity:boss)"))
            .json()
            .at("/errors/0");

    assertThat(error.get("parameter").textValue()).isEqualTo("query");
    assertThat(error.get("position").intValue()).isEqualTo(17);
    assertThat(error.get("message").textValue())
        .startsWith("character 18: 'boss' is no severity; write one of ");
  }

  @Test
  void whereNothingWasStoredYetNothingIsFound() {
    try (TestServer empty =
        new TestServer.Setup().elasticsearch(elasticsearch, "query_no_logs").start()) {
      JsonNode page = empty.get("/api/v1/logs").json();

      assertThat(page.get("logs")).isEmpty();
      assertThat(page.get("complete").booleanValue()).isTrue();
    }
  }

  private static Arguments condition(String query, Predicate<LogRecord> condition) {
    return Arguments.of(query, condition);
  }

  /** The text of a body; of a structured one, that of its message. */
  private static String text(LogRecord log) {
    AnyValue body = log.getBody();
    return body.hasStringValue()
        ? body.getStringValue()
        : body.getKvlistValue().getValues(0).getValue().getStringValue();
  }

  private static boolean hasThread(LogRecord log, String name) {
    return log.getAttributesList().stream()
        .anyMatch(
            attribute ->
                attribute.getKey().equals("thread.name")
                    && attribute.getValue().getStringValue().equals(name));
  }

  private static Instant time(LogRecord log) {
    return Instant.ofEpochSecond(
        0, log.getTimeUnixNano() != 0 ? log.getTimeUnixNano() : log.getObservedTimeUnixNano());
  }

  private static String service(JsonNode log) {
    return log.get("service").textValue();
  }

  private static String encodedValues(String query) {
    StringBuilder encoded = new StringBuilder();
    for (String parameter : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      encoded.append(encoded.isEmpty() ? "" : "&").append(parts[0]);
      encoded.append(parts.length > 1 ? "=" + encoded(parts[1]) : "");
    }
    return encoded.toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
