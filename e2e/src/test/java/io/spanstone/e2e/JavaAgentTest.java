package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Spring Boot service under our agent, whose exporter also writes what it sends, as OTLP/JSON, to
 * the service's standard error: that is what {@code /traces/{traceId}} must return, field by field.
 */
@ExtendWith(RunningProduct.class)
class JavaAgentTest {
  private static final Path HOME =
      Path.of(System.getProperty("spanstone.root"), "standalone", "target", "spanstone");
  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT_ID = "00f067aa0ba902b7";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> KINDS =
      List.of("unspecified", "internal", "server", "client", "producer", "consumer");
  private static final List<String> STATUSES = List.of("unset", "ok", "error");

  @Test
  void whatTheAgentSentIsReturned(Product product, @TempDir Path directory)
      throws IOException, InterruptedException {
    Path log = directory.resolve("stock.log");
    int port = FreePorts.one();
    Process stock = startStock(product, port, log);
    try {
      get(URI.create("http://127.0.0.1:" + port + "/products"));
      Map<String, JsonNode> sent =
          Await.until(() -> Optional.of(sent(log)), spans -> spans.size() >= 2);

      JsonNode trace =
          Await.until(
              () -> product.find("/api/v1/traces/" + TRACE_ID),
              found -> found.get("spans").size() == sent.size());

      for (JsonNode span : trace.get("spans")) {
        assertSameSpan(span, sent.get(span.get("spanId").asText()));
      }
      JsonNode server = trace.get("spans").get(0);
      assertThat(server.get("parentSpanId").asText()).isEqualTo(PARENT_ID);
      assertThat(server.at("/attributes/http.route").asText()).isEqualTo("/products");
      assertThat(server.at("/resource/telemetry.distro.name").asText()).startsWith("spanstone");
    } finally {
      stock.destroy();
      stock.waitFor();
    }
  }

  private static Process startStock(Product product, int port, Path log) throws IOException {
    Path agent = HOME.resolve("agent").resolve("spanstone-javaagent.jar");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-javaagent:" + agent,
            "-Dotel.service.name=stock",
            "-Dotel.traces.exporter=otlp,logging-otlp",
            "-Dotel.exporter.otlp.endpoint=" + product.otlpGrpc(),
            "-cp",
            HOME.resolve("demo").resolve("lib") + "/*",
            "io.spanstone.demo.stock.StockApplication",
            "--server.port=" + port);
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static void get(URI products) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(products)
            .header("traceparent", "00-" + TRACE_ID + "-" + PARENT_ID + "-01")
            .build();
    Await.until(
        () -> {
          try {
            return Optional.of(client.send(request, BodyHandlers.ofString()).statusCode());
          } catch (IOException e) {
            return Optional.empty(); // still starting
          }
        },
        status -> status == 200);
  }

  /** The spans of our trace that the agent has written to the log, by span id. */
  private static Map<String, JsonNode> sent(Path log) throws IOException {
    Map<String, JsonNode> sent = new TreeMap<>();
    try (Stream<String> lines = Files.lines(log)) {
      for (String line : lines.filter(text -> text.contains("\"scopeSpans\"")).toList()) {
        JsonNode resourceSpans = JSON.readTree(line.substring(line.indexOf('{')));
        for (JsonNode scope : resourceSpans.get("scopeSpans")) {
          for (JsonNode span : scope.get("spans")) {
            if (span.get("traceId").asText().equals(TRACE_ID)) {
              sent.put(span.get("spanId").asText(), span);
            }
          }
        }
      }
    }
    return sent;
  }

  private static void assertSameSpan(JsonNode returned, JsonNode sent) {
    assertThat(sent).as(returned.toString()).isNotNull();
    assertThat(returned.get("service").asText()).isEqualTo("stock");
    assertThat(returned.get("name")).isEqualTo(sent.get("name"));
    assertThat(returned.path("parentSpanId").asText(""))
        .isEqualTo(sent.path("parentSpanId").asText(""));
    assertThat(returned.get("kind").asText()).isEqualTo(KINDS.get(sent.get("kind").asInt()));
    assertThat(returned.get("startTimeUnixNano")).isEqualTo(sent.get("startTimeUnixNano"));
    assertThat(returned.get("endTimeUnixNano")).isEqualTo(sent.get("endTimeUnixNano"));
    assertThat(returned.get("status").asText())
        .isEqualTo(STATUSES.get(sent.at("/status/code").asInt(0)));
    assertThat(attributes(returned.get("attributes"))).isEqualTo(otlp(sent.get("attributes")));
  }

  private static Map<String, String> attributes(JsonNode plain) {
    Map<String, String> attributes = new TreeMap<>();
    plain.properties().forEach(entry -> attributes.put(entry.getKey(), entry.getValue().asText()));
    return attributes;
  }

  /**
   * The agent's attributes are strings and whole numbers here; OTLP/JSON wraps each in its type.
   */
  private static Map<String, String> otlp(JsonNode keyValues) {
    Map<String, String> attributes = new TreeMap<>();
    for (JsonNode keyValue : keyValues) {
      List<JsonNode> values = new ArrayList<>();
      keyValue.get("value").forEach(values::add);
      attributes.put(keyValue.get("key").asText(), values.get(0).asText());
    }
    return attributes;
  }
}
