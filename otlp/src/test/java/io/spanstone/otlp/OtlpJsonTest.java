package io.spanstone.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.otlp.OddRequests.OddRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OTLP/JSON against protobuf-java-util, and what only OTLP/JSON knows. */
class OtlpJsonTest {
  private static final int MAX_BYTES = 1 << 24;

  @Property(tries = 300)
  void readsWhatProtobufPrints(@ForAll("requests") OddRequest request)
      throws InvalidProtocolBufferException {
    String json = JsonOracle.print(request.message());

    assertThat(Oracle.parse(request.signal(), toProtobuf(request.signal(), json)))
        .isEqualTo(request.message());
  }

  @Property(tries = 300)
  void writesWhatProtobufReads(@ForAll("requests") OddRequest request) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();

    OtlpJson.toJson(request.signal(), request.encoded(), json);

    // not the message itself: protobuf-java-util reads -0.0 as 0.0
    assertThat(JsonOracle.parse(request.signal(), json.toString(UTF_8)))
        .isEqualTo(JsonOracle.parse(request.signal(), JsonOracle.print(request.message())));
  }

  @Provide
  Arbitrary<OddRequest> requests() {
    return OddRequests.scrambled();
  }

  @Test
  void readsARequestAsTheSpecificationShowsIt() throws InvalidProtocolBufferException {
    Span span =
        span(
            """
            {"traceId": "5B8EFFF798038103D269B633813FC60C", "spanId": "eee19b7ec3c1b174",
             "parentSpanId": "", "name": "I'm a server span", "kind": 2,
             "startTimeUnixNano": "1544712660000000000", "endTimeUnixNano": 1544712661000000000,
             "attributes": [{"key": "my.span.attr", "value": {"stringValue": "some value"}},
                            {"key": "count", "value": {"intValue": 7}}],
             "status": {}, "flags": 257, "someFutureField": {"a": [1, {"b": null}]}}""");

    assertThat(span.getTraceId().toByteArray())
        .asHexString()
        .isEqualTo("5B8EFFF798038103D269B633813FC60C");
    assertThat(span.getParentSpanId()).isEmpty();
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1544712660000000000L);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(1544712661000000000L);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.getAttributes(1).getValue().getIntValue()).isEqualTo(7);
    assertThat(span.getFlags()).isEqualTo(257);
  }

  @Test
  void ignoresUnknownNamesAndThoseOfTheProtoFiles() throws InvalidProtocolBufferException {
    assertThat(span("{\"start_time_unix_nano\": \"5\", \"Name\": \"x\", \"nope\": [[{}]]}"))
        .isEqualTo(Span.getDefaultInstance());
  }

  @Test
  void takesNullForAbsent() throws InvalidProtocolBufferException {
    assertThat(span("{\"name\": null, \"kind\": null, \"attributes\": null, \"status\": null}"))
        .isEqualTo(Span.getDefaultInstance());
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "'\"18446744073709551615\"',-1",
    "18446744073709551615,-1",
    "5.0e0,5",
    "'\"1e3\"',1000",
    "'\"007\"',7"
  })
  void readsUnsigned64BitIntegers(String json, long expected)
      throws InvalidProtocolBufferException {
    assertThat(span("{\"startTimeUnixNano\": " + json + "}").getStartTimeUnixNano())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"NaN\"',NaN",
    "'\"Infinity\"',Infinity",
    "'\"-Infinity\"',-Infinity",
    "1,1",
    "-0.0,-0.0",
    "'\"2.5e-3\"',0.0025",
    "1e-400,0"
  })
  void readsDoubles(String json, Double expected) throws InvalidProtocolBufferException {
    assertThat(gauge(json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+/8=", "+/8", "-_8=", "-_8"})
  void readsBytesInEitherBase64(String base64) throws InvalidProtocolBufferException {
    LogsData logs =
        LogsData.parseFrom(
            toProtobuf(
                Signal.LOGS,
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"bytesValue\":\""
                    + base64
                    + "\"}}]}]}]}"));

    assertThat(
            logs.getResourceLogs(0)
                .getScopeLogs(0)
                .getLogRecords(0)
                .getBody()
                .getBytesValue()
                .toByteArray())
        .asHexString()
        .isEqualTo("FBFF");
  }

  @Test
  void replacesLoneSurrogates() throws InvalidProtocolBufferException {
    assertThat(span("{\"name\": \"a\\ud83d\\ude00b\\ud83dc\\ude00\"}").getName())
        .isEqualTo("a\uD83D\uDE00b\uFFFDc\uFFFD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\": \"SPAN_KIND_SERVER\"} | .kind: expected an integer but found"
            + " \"SPAN_KIND_SERVER\" at line 1, column 53",
        "{\"kind\": 3000000000} | .kind: expected an integer of 32 bits but found 3000000000",
        "{\"kind\": 1.5} | .kind: expected an integer but found 1.5",
        "{\"kind\": 1e1000000000} | .kind: expected an integer but found 1e1000000000",
        "{\"kind\": 1e-1000000000} | .kind: expected an integer but found 1e-1000000000",
        "{\"startTimeUnixNano\": -1} | .startTimeUnixNano: expected an unsigned integer of 64 bits"
            + " but found -1",
        "{\"startTimeUnixNano\": \"\"} | .startTimeUnixNano: expected an integer but found \"\"",
        "{\"name\": 5} | .name: expected a string but found 5",
        "{\"traceId\": \"abc\"} | .traceId: expected an id in hexadecimal but found \"abc\"",
        "{\"traceId\": \"zz\"} | .traceId: expected an id in hexadecimal but found \"zz\"",
        "{\"status\": []} | .status: expected an object but found a list",
        "{\"links\": {}} | .links: expected a list but found an object",
        "{\"links\": [{}, null]} | .links[1]: expected an object but found null",
        "{\"attributes\": [{\"value\": {\"boolValue\": \"true\"}}]} | .attributes[0].value.boolValue:"
            + " expected true or false but found \"true\"",
        "{\"attributes\": [{\"value\": {\"bytesValue\": \"a\"}}]} | .attributes[0].value.bytesValue:"
            + " expected base64 but found \"a\"",
        "{\"attributes\": [{\"value\": {\"doubleValue\": 1e400}}]} |"
            + " .attributes[0].value.doubleValue: expected a number that a double can hold but"
            + " found 1e400",
      })
  void saysWhatIsWrongAndWhere(String span, String problem) {
    assertThatThrownBy(() -> span(span))
        .isInstanceOf(MalformedOtlpException.class)
        .hasMessageStartingWith("resourceSpans[0].scopeSpans[0].spans[0]" + problem)
        .hasMessageContaining(" at line 1, column ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "5",
        "{",
        "{}{}",
        "{} x",
        "{\"resourceSpans\":[",
        "\u0000",
        "{\"resourceSpans\":[{]}",
        "{\"a\":tru}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{,}"
      })
  void refusesWhatIsNoJsonObject(String json) {
    assertThatThrownBy(() -> toProtobuf(Signal.TRACES, json))
        .isInstanceOf(MalformedOtlpException.class);
  }

  @Test
  void refusesInvalidUtf8() {
    byte[] json = "{\"resourceSpans\": \"x\"}".getBytes(UTF_8);
    json[19] = (byte) 0xff;

    assertThatThrownBy(() -> OtlpJson.toProtobuf(Signal.TRACES, Slice.of(json), MAX_BYTES))
        .isInstanceOf(MalformedOtlpException.class)
        .hasMessageStartingWith("resourceSpans: Invalid UTF-8");
  }

  @Test
  void nestsAsDeepAsTheScanAllows() {
    assertThat(scan(nested(48)).records()).isEqualTo(1);

    assertThatThrownBy(() -> scan(nested(49)))
        .isInstanceOf(MalformedOtlpException.class)
        .hasMessageContaining("nested deeper than 100");
  }

  @Test
  void refusesToGrowBeyondItsLimit() {
    String zeros = "0,".repeat(1000) + "0";
    String json =
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"histogram\":{\"dataPoints\":["
            + "{\"bucketCounts\":["
            + zeros
            + "]}]}}]}]}]}";

    assertThat(toProtobuf(Signal.METRICS, json)).hasSizeGreaterThan(8000);
    assertThatThrownBy(() -> OtlpJson.toProtobuf(Signal.METRICS, Slice.ofUtf8(json), 8000))
        .isInstanceOf(OtlpTooLargeException.class);
  }

  private static ScanResult scan(String json) {
    return OtlpScan.scan(Signal.LOGS, Slice.of(toProtobuf(Signal.LOGS, json)));
  }

  /** A log record whose body is a list in a list in a list. */
  private static String nested(int lists) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":"
        + "{\"arrayValue\":{\"values\":[".repeat(lists)
        + "]}}".repeat(lists)
        + "}]}]}]}";
  }

  private static Span span(String json) throws InvalidProtocolBufferException {
    byte[] data =
        toProtobuf(
            Signal.TRACES, "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + json + "]}]}]}");
    return TracesData.parseFrom(data).getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  private static double gauge(String value) throws InvalidProtocolBufferException {
    byte[] data =
        toProtobuf(
            Signal.METRICS,
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":["
                + "{\"asDouble\":"
                + value
                + "}]}}]}]}]}");
    return MetricsData.parseFrom(data)
        .getResourceMetrics(0)
        .getScopeMetrics(0)
        .getMetrics(0)
        .getGauge()
        .getDataPoints(0)
        .getAsDouble();
  }

  private static byte[] toProtobuf(Signal signal, String json) {
    return OtlpJson.toProtobuf(signal, Slice.ofUtf8(json), MAX_BYTES).toByteArray();
  }
}
