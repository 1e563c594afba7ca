package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Callers are known over the real clients and servers of gRPC and Kafka, and how long messages were
 * in the queue, from single spans and with a tenth of the traces.
 */
@ExtendWith(RunningProduct.class)
class RpcAndQueueTest {
  private static final int CHECKOUTS = 60;

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @Test
  void everyCallIsAnEdgeOfItsCaller(Product product) throws Exception {
    int port = Product.freePort();
    Process broker = broker(port);
    try {
      String address = "-Dbroker=127.0.0.1:" + port;
      Path delivered = directory.resolve("delivery.stderr");
      try (AgentProcess delivery =
          service(DeliveryProgram.class, product, delivered, "delivery", address)) {
        try (AgentProcess checkout =
            service(
                CheckoutProgram.class,
                product,
                directory.resolve("checkout.stderr"),
                "checkout",
                address,
                "-Ddelivery.port=" + delivery.port())) {
          for (int i = 0; i < CHECKOUTS; i++) {
            URI uri = checkout.url("/checkout");
            assertThat(
                    http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(204);
          }
        }
        Await.until(
            () -> Optional.of(Files.readString(delivered).split("delivering", -1).length - 1),
            messages -> messages == CHECKOUTS);
      }
    } finally {
      broker.destroy();
      broker.waitFor(20, TimeUnit.SECONDS);
    }

    Map<String, Long> expected =
        Map.of(
            "checkout -> delivery by rpc", (long) CHECKOUTS,
            "checkout -> messaging:kafka/orders by messaging", (long) CHECKOUTS,
            "messaging:kafka/orders -> delivery by messaging", (long) CHECKOUTS);
    JsonNode graph =
        Await.until(
            () -> product.find("/api/v1/dependencies"), found -> calls(found).equals(expected));
    for (JsonNode edge : graph.get("edges")) {
      if (edge.get("target").asText().equals("delivery")
          && edge.get("type").asText().equals("messaging")) {
        assertThat(edge.path("queueP50Nanos").asLong()).as(edge.toString()).isPositive();
      }
    }
  }

  private static AgentProcess service(
      Class<?> program, Product product, Path stderr, String name, String... options)
      throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-Dotel.service.name=" + name,
                "-Dotel.traces.sampler=parentbased_traceidratio",
                "-Dotel.traces.sampler.arg=0.1"));
    all.addAll(List.of(options));
    return AgentProcess.start(
        program, System.getProperty("java.class.path"), product.otlpGrpc(), stderr, all);
  }

  /** The demo's, which says when it is ready. */
  private Process broker(int port) throws IOException {
    Path home = Path.of(System.getProperty("spanstone.root"), "standalone/target/spanstone");
    Process broker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                home.resolve("demo/broker") + "/*",
                "io.spanstone.demo.broker.Broker",
                String.valueOf(port),
                directory.resolve("kafka").toString())
            .redirectError(directory.resolve("broker.stderr").toFile())
            .start();
    BufferedReader stdout = broker.inputReader();
    for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
      if (line.startsWith("READY")) {
        return broker;
      }
    }
    throw new IOException(Files.readString(directory.resolve("broker.stderr")));
  }

  /** Calls of each edge of these services. */
  private static Map<String, Long> calls(JsonNode graph) {
    Map<String, Long> edges = new TreeMap<>();
    for (JsonNode edge : graph.get("edges")) {
      String name =
          "%s -> %s by %s"
              .formatted(
                  edge.get("source").asText(),
                  edge.get("target").asText(),
                  edge.get("type").asText());
      if (name.matches(".*(checkout|delivery|kafka).*")) {
        edges.put(name, edge.get("calls").asLong());
      }
    }
    return edges;
  }
}
