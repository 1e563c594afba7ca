package io.spanstone.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the OpenTelemetry JS SDK sent is what {@code /traces/{traceId}} returns, field by field. */
@ExtendWith(RunningProduct.class)
class JsSdkTest {
  private static final Path JS = Path.of("src/test/js").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void installSdk() throws IOException, InterruptedException {
    Tools.require("node");
    Tools.require("npm");
    if (!Files.isDirectory(JS.resolve("node_modules"))) {
      run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf", "http/json"})
  void whatWasSentIsReturned(String protocol, Product product)
      throws IOException, InterruptedException {
    String url =
        protocol.equals("grpc")
            ? product.otlpGrpc().toString()
            : product.otlpHttp("/v1/traces").toString();

    String printed = run(List.of("node", "send.js", protocol, url));
    JsonNode sent = JSON.readTree(printed.substring(printed.indexOf("{\"traceId\"")));

    JsonNode stored =
        Await.until(
            () -> product.find("/api/v1/traces/" + sent.get("traceId").asText()),
            trace -> trace.get("spans").size() == sent.get("spans").size());
    Map<String, JsonNode> returned = bySpanId(stored);
    bySpanId(sent).forEach((spanId, span) -> assertSameSpan(returned.get(spanId), span));
  }

  private static void assertSameSpan(JsonNode returned, JsonNode sent) {
    assertThat(returned).isNotNull();
    for (String field :
        List.of(
            "spanId",
            "service",
            "instance",
            "name",
            "kind",
            "startTimeUnixNano",
            "status",
            "statusMessage")) {
      assertThat(returned.get(field)).as(field).isEqualTo(sent.get(field));
    }
    assertThat(returned.path("parentSpanId").asText(""))
        .isEqualTo(sent.path("parentSpanId").asText(""));
    assertThat(returned.get("durationNanos").asLong())
        .isEqualTo(sent.get("endTimeUnixNano").asLong() - sent.get("startTimeUnixNano").asLong());
    assertThat(plain(returned.get("attributes"))).isEqualTo(plain(sent.get("attributes")));
    sent.get("resource")
        .properties()
        .forEach(
            attribute ->
                assertThat(returned.get("resource").get(attribute.getKey()))
                    .as(attribute.getKey())
                    .isEqualTo(attribute.getValue()));
    assertThat(subset(returned.get("events"), List.of("name", "timeUnixNano", "attributes")))
        .isEqualTo(subset(sent.get("events"), List.of("name", "timeUnixNano", "attributes")));
    assertThat(subset(returned.get("links"), List.of("traceId", "spanId", "attributes")))
        .isEqualTo(subset(sent.get("links"), List.of("traceId", "spanId", "attributes")));
  }

  private static Map<String, JsonNode> bySpanId(JsonNode trace) {
    Map<String, JsonNode> spans = new TreeMap<>();
    trace.get("spans").forEach(span -> spans.put(span.get("spanId").asText(), span));
    return spans;
  }

  private static List<List<String>> subset(JsonNode list, List<String> fields) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> fields.stream().map(field -> plain(item.get(field))).toList())
        .toList();
  }

  /** The same text for equal values: maps by key. */
  private static String plain(JsonNode value) {
    if (!value.isObject()) {
      return value.toString();
    }
    Map<String, String> entries = new TreeMap<>();
    value.properties().forEach(e -> entries.put(e.getKey(), e.getValue().toString()));
    return entries.toString();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(JS.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
