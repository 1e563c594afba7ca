package io.spanstone.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import io.spanstone.e2e.RunningProduct;
import io.spanstone.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The images' own commands, without Docker, as docker-compose.yml puts them together: collector and
 * query in processes of their own over one Elasticsearch, and the demo's services on top.
 */
@ExtendWith(RunningProduct.class)
class ImagesRunTest {

  private static final int DEMO_PORTS = 7;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN =
      """
      {"resourceSpans": [{
        "resource": {"attributes": [
          {"key": "service.name", "value": {"stringValue": "compose"}}]},
        "scopeSpans": [{"spans": [{
          "traceId": "%s", "spanId": "b7ad6b7169203331", "name": "through two processes",
          "kind": 2, "startTimeUnixNano": "%d", "endTimeUnixNano": "%d"}]}]}]}
      """;

  private final ComposeFile compose = new ComposeFile(Map.of("SPANSTONE_ES_PASSWORD", "secret"));
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI otlpGrpc = local(FreePorts.one());
  private final URI otlpHttp = local(FreePorts.one());
  private final URI api = local(FreePorts.one());
  private final int demoPorts = FreePorts.inARow(DEMO_PORTS);

  @TempDir private Path directory;

  @Test
  void carryASpanAndTheDemoFromTheCollectorToTheQueryApi(Product other) throws Exception {
    Map<String, String> addresses =
        Map.of(
            "http://elasticsearch:9200", other.elasticsearch().toString(),
            "http://collector:4317", otlpGrpc.toString());
    try (ContainerProcess collector = start("collector", addresses);
        ContainerProcess query = start("query", addresses)) {
      collector.awaitHealthy(otlpHttp.resolve("/readyz"));
      query.awaitHealthy(api.resolve("/readyz"));

      send(SPAN.formatted(TRACE_ID, nowNanos(), nowNanos() + 1_000_000));
      JsonNode trace =
          Await.until(() -> find("/api/v1/traces/" + TRACE_ID), found -> found.has("spans"));
      assertThat(trace.at("/spans/0/name").asText()).isEqualTo("through two processes");

      try (ContainerProcess demo = start("demo", addresses)) {
        demo.awaitHealthy(local(demoPorts).resolve("/products"));
        Await.until(
            () -> find("/api/v1/services"),
            answer -> names(answer).containsAll(List.of("order", "payment", "stock")));
        demo.stop();
      }
      assertThat(query.stop()).isZero();
      assertThat(collector.stop()).isZero();
    }
  }

  private ContainerProcess start(String service, Map<String, String> addresses) throws IOException {
    Map<String, String> overrides =
        Map.of(
            "SPANSTONE_BIND", "127.0.0.1",
            "SPANSTONE_INDEX_PREFIX", "compose",
            "SPANSTONE_OTLP_GRPC_PORT", String.valueOf(otlpGrpc.getPort()),
            "SPANSTONE_OTLP_HTTP_PORT", String.valueOf(otlpHttp.getPort()),
            "SPANSTONE_HTTP_PORT", String.valueOf(api.getPort()),
            "SPANSTONE_DEMO_PORT_BASE", String.valueOf(demoPorts));
    return ContainerProcess.start(
        compose.services().get(service), directory.resolve(service), addresses, overrides);
  }

  private void send(String spans) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(otlpHttp.resolve("/v1/traces"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(spans))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private Optional<JsonNode> find(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(api.resolve(path)).build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return response.statusCode() == 200
        ? Optional.of(JSON.readTree(response.body()))
        : Optional.empty();
  }

  private static List<String> names(JsonNode services) {
    return services.at("/services").findValuesAsText("name");
  }

  private static long nowNanos() {
    return System.currentTimeMillis() * 1_000_000;
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
