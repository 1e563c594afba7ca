package io.spanstone.collector.loglines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.spanstone.otlp.OtlpScan;
import io.spanstone.otlp.ScanResult;
import io.spanstone.otlp.Signal;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {
  private static final long NOW = 1_795_883_490_000_000_000L;
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN_ID = "b7ad6b7169203331";

  /** A record with what it comes from, as plain values. */
  private record Taken(
      LogRecord record,
      Map<String, String> resource,
      String logger,
      Map<String, Object> attributes) {
    String body() {
      return record.getBody().getStringValue();
    }

    Object attribute(String name) {
      return attributes.get(name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logstash-logback-encoder",
        "ecs-logback-encoder",
        "spring-boot-ecs",
        "spring-boot-logstash",
        "spring-boot-gelf",
        "log4j-EcsLayout",
        "log4j-GelfLayout",
        "log4j-JsonLayout",
        "log4j-LogstashJsonEventLayoutV1"
      })
  void whatEncodersOfJavaWriteIsUnderstood(String encoder) throws IOException {
    List<Taken> records = sample(encoder);

    assertThat(records).hasSize(2);
    assertThat(records).allSatisfy(LogLinesTest::isCompleteJavaRecord);
    assertThat(records.get(0).record.getSeverityNumberValue()).isEqualTo(13);
    Taken error = records.get(1);
    assertThat(error.record.getSeverityNumberValue()).isEqualTo(17);
    assertThat(error.attribute("exception.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.attribute("exception.message")).isEqualTo("no stock");
    if (!encoder.equals("log4j-JsonLayout")) {
      assertThat((String) error.attribute("exception.stacktrace"))
          .startsWith("java.lang.IllegalStateException: no stock\n\tat ")
          .contains("Caused by: java.io.IOException: disk");
    }
  }

  private static void isCompleteJavaRecord(Taken taken) {
    assertThat(taken.body()).matches("order 471[12] is late");
    assertThat(taken.record.getTimeUnixNano())
        .isBetween(NOW - 400L * 86_400_000_000_000L, NOW + 60_000_000_000L);
    assertThat(taken.record.getObservedTimeUnixNano()).isEqualTo(NOW);
    assertThat(hex(taken.record.getTraceId())).isEqualTo(TRACE_ID);
    assertThat(hex(taken.record.getSpanId())).isEqualTo(SPAN_ID);
    assertThat(taken.logger).isEqualTo("com.example.Cart");
    assertThat((String) taken.attribute("thread.name")).isIn("main", "http-1");
    assertThat(taken.attribute("tenant")).isEqualTo("acme");
  }

  @Test
  void whatPinoWritesIsUnderstood() throws IOException {
    List<Taken> records = sample("pino");

    assertThat(records)
        .extracting(each -> each.record.getSeverityNumberValue())
        .containsExactly(9, 17, 21);
    Taken first = records.get(0);
    assertThat(first.body()).isEqualTo("user signed in");
    assertThat(first.record.getTimeUnixNano()).isEqualTo(1_764_324_930_123_000_000L);
    assertThat(first.logger).isEqualTo("cart");
    assertThat(hex(first.record.getTraceId())).isEqualTo(TRACE_ID);
    assertThat(first.resource).containsEntry("host.name", "web-1");
    assertThat(first.attributes).containsEntry("nested.a.b", 1L).containsEntry("userId", 7L);
    assertThat(records.get(1).attribute("exception.type")).isEqualTo("TypeError");
    assertThat(records.get(1).attribute("exception.message")).isEqualTo("no such item");
    assertThat((String) records.get(1).attribute("exception.stacktrace"))
        .contains("at Module._compile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zap", "zerolog"})
  void whatLibrariesOfGoWriteIsUnderstood(String library) throws IOException {
    List<Taken> records = sample(library);

    assertThat(records).extracting(Taken::body).containsExactly("order is late", "order failed");
    assertThat(records.get(0).record.getTimeUnixNano() / 1_000_000_000).isEqualTo(1_764_324_930L);
    assertThat(records.get(1).record.getTimeUnixNano() / 1_000_000_000).isEqualTo(1_764_324_930L);
    assertThat(hex(records.get(0).record.getTraceId())).isEqualTo(TRACE_ID);
    assertThat(hex(records.get(0).record.getSpanId())).isEqualTo(SPAN_ID);
    assertThat(records.get(0).attribute("order")).isEqualTo(4711L);
    assertThat(records.get(1).attribute("exception.message")).isEqualTo("no stock");
  }

  @ParameterizedTest
  @CsvSource({
    "1764324930, 1764324930000000000",
    "1764324930.25, 1764324930250000000",
    "1764324930123, 1764324930123000000",
    "1764324930123456, 1764324930123456000",
    "1764324930123456789, 1764324930123456789",
    "1.764324930123e9, 1764324930123000000",
    "'\"2025-11-28T10:15:30.123456789Z\"', 1764324930123456789",
    "'\"2025-11-28T11:15:30,123+01:00\"', 1764324930123000000",
    "'\"2025-11-28 11:15:30 +0100\"', 1764324930000000000",
    "'\"1764324930123\"', 1764324930123000000",
    "'\"yesterday\"', " + NOW,
    "'\"2025-13-41T10:15:30Z\"', " + NOW,
    "-5, " + NOW,
    "1e999999999, " + NOW,
    "null, " + NOW
  })
  void timesAreRead(String time, long unixNano) {
    Taken taken = records(LineFormat.JSON, "{\"time\":" + time + ",\"message\":\"x\"}").get(0);

    assertThat(taken.record.getTimeUnixNano()).isEqualTo(unixNano);
    assertThat(taken.attributes.containsKey("time")).isEqualTo(unixNano == NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"FINEST\"', 1",
    "'\"verbose\"', 5",
    "'\"Information\"', 9",
    "'\"notice\"', 10",
    "'\"WARNING\"', 13",
    "'\"err\"', 17",
    "'\"SEVERE\"', 17",
    "'\"CRITICAL\"', 21",
    "'\"emerg\"', 24",
    "10, 1",
    "35, 9",
    "60, 21",
    "7, 5",
    "3, 17",
    "0, 24",
    "'\"odd\"', 0",
    "99, 0",
    "true, 0"
  })
  void levelsOfAllLibrariesAreRead(String level, int severity) {
    Taken taken = records(LineFormat.JSON, "{\"level\":" + level + ",\"message\":\"x\"}").get(0);

    assertThat(taken.record.getSeverityNumberValue()).isEqualTo(severity);
    assertThat(taken.attributes.containsKey("level")).isEqualTo(severity == 0);
  }

  @Test
  void brokenLinesAreToldAndCostNoOther() {
    String body =
        """
        {"message":"one"}
        {"message":"two"

        not JSON
        {"message":"three"} {"message":"four"}
        {"message":"five"}
        "text"
        [{"message":"six"},{"message":"seven"}]
        [1]
        """;

    ConvertedLines lines = convert(LineFormat.JSON, body.getBytes(UTF_8));

    assertThat(records(lines))
        .extracting(Taken::body)
        .containsExactly("one", "five", "six", "seven");
    assertThat(lines.errors()).extracting(LineError::line).containsExactly(2, 4, 5, 7, 9);
    assertThat(lines.errors().get(0).message()).contains("broken JSON", "column");
    assertThat(lines.rejected()).isEqualTo(5);
  }

  @Test
  void theNumberOfErrorsToldIsBounded() {
    ConvertedLines lines = convert(LineFormat.JSON, "{\n".repeat(1_000).getBytes(UTF_8));

    assertThat(lines.rejected()).isEqualTo(1_000);
    assertThat(lines.errors()).hasSize(LogLines.MAX_ERRORS);
  }

  @Test
  void anEmptyBodyIsAnError() {
    assertThat(convert(LineFormat.EITHER, new byte[0]).errors()).hasSize(1);
  }

  @Test
  void aDeeplyNestedLineIsAnError() {
    String line = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

    assertThat(convert(LineFormat.JSON, line.getBytes(UTF_8)).rejected()).isEqualTo(1);
  }

  @Test
  void aStackTraceBelongsToItsLine() {
    String trace =
        """
        java.lang.IllegalStateException: no stock
        \tat a.B.c(B.java:1)
        Caused by: x.Y: z
        \t... 1 more""";
    List<Taken> records =
        records(
            LineFormat.EITHER,
            "2025-11-28T10:15:30.123Z ERROR [main] a.B : failed\n"
                + trace
                + "\r\n"
                + "next\n"
                + "Traceback (most recent call last):\n"
                + "  File \"x.py\", line 1\n"
                + "ValueError: bad\n"
                + "{\"msg\":\"json\"}\n"
                + "{ no json");

    assertThat(records).hasSize(4);
    assertThat(records.get(0).body()).endsWith("failed\n" + trace);
    assertThat(records.get(0).record.getTimeUnixNano()).isEqualTo(1_764_324_930_123_000_000L);
    assertThat(records.get(0).record.getSeverityNumberValue()).isEqualTo(17);
    assertThat(records.get(0).attribute("exception.type"))
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(records.get(0).attribute("exception.stacktrace")).isEqualTo(trace);
    assertThat(records.get(1).attribute("exception.type")).isEqualTo("ValueError");
    assertThat(records.get(2).body()).isEqualTo("json");
    assertThat(records.get(3).body()).isEqualTo("{ no json");
  }

  @Test
  void severityIsReadFromTextOnlyWhereItIsMeant() {
    List<Taken> records =
        records(
            LineFormat.TEXT,
            """
            2025/11/28 10:15:30 [error] 7#7: *1 open() failed
            an error was found
            [2025-11-28 10:15:30] WARN x
            """);

    assertThat(records)
        .extracting(each -> each.record.getSeverityNumberValue())
        .containsExactly(17, 0, 13);
    assertThat(records.get(2).record.getTimeUnixNano()).isEqualTo(1_764_324_930_000_000_000L);
  }

  @Test
  void whatIsTooLargeIsCutAndSaysSo() {
    String body = "x" + "é".repeat(100_000);
    StringBuilder line = new StringBuilder("{\"message\":\"" + body + "\"");
    for (int i = 0; i < 1_000; i++) {
      line.append(",\"k").append(i).append("\":").append(i);
    }

    ConvertedLines lines = convert(LineFormat.JSON, line.append("}").toString().getBytes(UTF_8));

    Taken taken = records(lines).get(0);
    assertThat(lines.cut()).isEqualTo(1);
    assertThat(taken.body().getBytes(UTF_8)).hasSize(RecordWriter.MAX_VALUE_BYTES - 1);
    assertThat(taken.record.getDroppedAttributesCount())
        .isEqualTo(1_000 - RecordWriter.MAX_ATTRIBUTES);
    assertThat((Long) taken.attribute(RecordWriter.CUT_BYTES))
        .isGreaterThan(200_001 - RecordWriter.MAX_VALUE_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"message\":\"caf\u00e9\"}", "caf\u00e9"})
  void whatIsNoUtf8IsKept(String line) {
    ConvertedLines lines = convert(LineFormat.EITHER, line.getBytes(ISO_8859_1));

    Taken taken = records(lines).get(0);
    assertThat(taken.body()).isEqualTo("caf\uFFFD");
    assertThat(taken.attribute(RecordWriter.ORIGINAL))
        .isEqualTo(ByteString.copyFrom(line, ISO_8859_1));
  }

  @Test
  void defaultsHoldForThoseWhoSayNothing() {
    LineDefaults defaults =
        new LineDefaults(Map.of("service.name", "cart", "service.namespace", "shop"), 9, "root");
    byte[] body =
        "{\"message\":\"a\"}\n{\"message\":\"b\",\"service\":\"stock\",\"level\":\"warn\",\"logger\":\"l\"}"
            .getBytes(UTF_8);

    List<Taken> records =
        records(LogLines.convert(Slice.of(body), LineFormat.EITHER, defaults, NOW, 1 << 20));

    assertThat(records.get(0).resource)
        .containsEntry("service.name", "cart")
        .containsEntry("service.namespace", "shop");
    assertThat(records.get(0).record.getSeverityNumberValue()).isEqualTo(9);
    assertThat(records.get(0).logger).isEqualTo("root");
    assertThat(records.get(1).resource)
        .containsEntry("service.name", "stock")
        .containsEntry("service.namespace", "shop");
    assertThat(records.get(1).record.getSeverityNumberValue()).isEqualTo(13);
    assertThat(records.get(1).logger).isEqualTo("l");
  }

  @Test
  void idsThatAreNoneStayAttributes() {
    Taken taken =
        records(
                LineFormat.JSON,
                "{\"msg\":\"x\",\"traceId\":\"zz\",\"spanId\":\"0000000000000000\"}")
            .get(0);

    assertThat(taken.record.getTraceId().isEmpty()).isTrue();
    assertThat(taken.attributes)
        .containsEntry("traceId", "zz")
        .containsEntry("spanId", "0000000000000000");
    Taken b3 = records(LineFormat.JSON, "{\"msg\":\"x\",\"traceId\":\"b7ad6b7169203331\"}").get(0);
    assertThat(hex(b3.record.getTraceId())).isEqualTo("0000000000000000b7ad6b7169203331");
  }

  private static List<Taken> sample(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            LogLinesTest.class.getResourceAsStream("/loglines/" + name + ".ndjson"))) {
      ConvertedLines lines = convert(LineFormat.EITHER, in.readAllBytes());
      assertThat(lines.errors()).isEmpty();
      return records(lines);
    }
  }

  private static List<Taken> records(LineFormat format, String body) {
    return records(convert(format, body.getBytes(UTF_8)));
  }

  private static ConvertedLines convert(LineFormat format, byte[] body) {
    return LogLines.convert(Slice.of(body), format, LineDefaults.NONE, NOW, 16 << 20);
  }

  private static List<Taken> records(ConvertedLines lines) {
    ScanResult scan = OtlpScan.scan(Signal.LOGS, lines.request());
    assertThat(scan.validRecords()).isEqualTo(lines.accepted());
    List<Taken> taken = new ArrayList<>();
    parse(lines.request())
        .getResourceLogsList()
        .forEach(
            resource ->
                resource
                    .getScopeLogsList()
                    .forEach(
                        scope ->
                            scope
                                .getLogRecordsList()
                                .forEach(
                                    record ->
                                        taken.add(
                                            new Taken(
                                                record,
                                                texts(resource.getResource().getAttributesList()),
                                                scope.getScope().getName(),
                                                values(record.getAttributesList()))))));
    return taken;
  }

  private static LogsData parse(Slice request) {
    try {
      return LogsData.parseFrom(request.toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new HashMap<>();
    attributes.forEach(each -> texts.put(each.getKey(), each.getValue().getStringValue()));
    return texts;
  }

  private static Map<String, Object> values(List<KeyValue> attributes) {
    Map<String, Object> values = new HashMap<>();
    attributes.forEach(each -> values.put(each.getKey(), value(each.getValue())));
    return values;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case BYTES_VALUE -> value.getBytesValue();
      default -> value;
    };
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
