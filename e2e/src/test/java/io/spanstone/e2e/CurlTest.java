package io.spanstone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanstone.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person with curl: what goes in as OTLP/JSON comes out, as JSON and as OTLP; bad input is told.
 */
@ExtendWith(RunningProduct.class)
class CurlTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE_ID = "5b8efff798038103d269b633813fc60c";
  private static final String SPAN =
      """
      {"resourceSpans": [{
        "resource": {"attributes": [
          {"key": "service.name", "value": {"stringValue": "curl"}},
          {"key": "host.cpus", "value": {"intValue": "8"}}]},
        "scopeSpans": [{
          "scope": {"name": "by.hand", "version": "0.1"},
          "spans": [{
            "traceId": "%s", "spanId": "eee19b7ec3c1b174", "parentSpanId": "eee19b7ec3c1b173",
            "name": "I'm a server span", "kind": 2,
            "startTimeUnixNano": "%d", "endTimeUnixNano": "%d",
            "attributes": [
              {"key": "a.string", "value": {"stringValue": "some value"}},
              {"key": "a.large.int", "value": {"intValue": "9007199254740993"}},
              {"key": "a.double", "value": {"doubleValue": 2.5}},
              {"key": "a.bool", "value": {"boolValue": false}},
              {"key": "some.bytes", "value": {"bytesValue": "AAEC"}},
              {"key": "a.map", "value": {"kvlistValue": {"values": [
                 {"key": "inner", "value": {"arrayValue": {"values": [{"intValue": 1}]}}}]}}}],
            "status": {"code": 2, "message": "broken"}}]}]}]}
      """;

  @BeforeAll
  static void needsCurl() {
    Tools.require("curl");
  }

  @Test
  void aSpanSentAsJsonComesBackFieldByField(Product product, @TempDir Path directory)
      throws IOException, InterruptedException {
    long start = Instant.now().toEpochMilli() * 1_000_000 + 123_456;
    assertThat(post(product, directory, SPAN.formatted(TRACE_ID, start, start + 1_500_001)))
        .startsWith("200 ");

    JsonNode trace = Await.until(() -> product.find("/api/v1/traces/" + TRACE_ID), found -> true);

    assertThat(trace.get("complete").asBoolean()).isTrue();
    JsonNode span = trace.get("spans").get(0);
    assertThat(span.get("spanId").asText()).isEqualTo("eee19b7ec3c1b174");
    assertThat(span.get("parentSpanId").asText()).isEqualTo("eee19b7ec3c1b173");
    assertThat(span.get("service").asText()).isEqualTo("curl");
    assertThat(span.get("name").asText()).isEqualTo("I'm a server span");
    assertThat(span.get("kind").asText()).isEqualTo("server");
    assertThat(span.get("startTimeUnixNano").asText()).isEqualTo(Long.toString(start));
    assertThat(span.get("durationNanos").asLong()).isEqualTo(1_500_001);
    assertThat(span.get("status").asText()).isEqualTo("error");
    assertThat(span.get("statusMessage").asText()).isEqualTo("broken");
    assertThat(span.get("resource").get("host.cpus").asInt()).isEqualTo(8);
    assertThat(span.get("attributes"))
        .isEqualTo(
            JSON.readTree(
                """
                {"a.string": "some value", "a.large.int": "9007199254740993", "a.double": 2.5,
                 "a.bool": false, "some.bytes": "AAEC", "a.map": {"inner": [1]}}
                """));
  }

  @Test
  void aTraceIsHandedOutAsOtlp(Product product, @TempDir Path directory)
      throws IOException, InterruptedException {
    String traceId = "5b8efff798038103d269b633813fc60d";
    long start = Instant.now().toEpochMilli() * 1_000_000;
    post(product, directory, SPAN.formatted(traceId, start, start + 1));
    Await.until(() -> product.find("/api/v1/traces/" + traceId), found -> true);

    Path otlp = directory.resolve("trace.otlp");
    curl(
        "-H",
        "Accept: application/x-protobuf",
        "-o",
        otlp.toString(),
        product.url("/api/v1/traces/" + traceId).toString());

    TracesData data = TracesData.parseFrom(Files.readAllBytes(otlp));
    Span span = data.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(start);
    assertThat(span.getAttributesCount()).isEqualTo(6);
    assertThat(data.getResourceSpans(0).getScopeSpans(0).getScope().getName()).isEqualTo("by.hand");
  }

  @Test
  void aBrokenRequestIsToldWhatAndWhere(Product product, @TempDir Path directory)
      throws IOException, InterruptedException {
    String answer = post(product, directory, "{\"resourceSpans\": [{\"scopeSpans\": 7}]}");

    assertThat(answer).startsWith("400 ").contains("scopeSpans");
  }

  private static String post(Product product, Path directory, String json)
      throws IOException, InterruptedException {
    Path body = directory.resolve("answer");
    String status =
        curl(
            "-X",
            "POST",
            "-H",
            "Content-Type: application/json",
            "-d",
            json,
            "-o",
            body.toString(),
            "-w",
            "%{http_code}",
            product.otlpHttp("/v1/traces").toString());
    return status + " " + Files.readString(body);
  }

  private static String curl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "-sS"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
