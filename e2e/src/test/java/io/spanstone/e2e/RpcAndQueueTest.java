package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.testkit.FreePorts;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Callers are known over the real clients and servers of gRPC and Kafka, and how long messages were
 * in the queue, from single spans and with a tenth of the traces; also of calls that nobody
 * answered, because the caller did not wait or the service was killed.
 */
@ExtendWith(RunningProduct.class)
class RpcAndQueueTest {
  private static final int CHECKOUTS = 60;

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @Test
  void everyCallIsAnEdgeOfItsCaller(Product product) throws Exception {
    int port = FreePorts.one();
    Process broker = broker(port);
    String address = "-Dbroker=127.0.0.1:" + port;
    Path delivered = directory.resolve("delivery.stderr");
    try (AgentProcess delivery =
            service(DeliveryProgram.class, product, delivered, "delivery", address);
        AgentProcess checkout =
            service(
                CheckoutProgram.class,
                product,
                directory.resolve("checkout.stderr"),
                "checkout",
                address,
                "-Ddelivery.port=" + delivery.port())) {
      for (int i = 0; i < CHECKOUTS; i++) {
        assertThat(status(checkout.url("/checkout"))).isEqualTo(204);
      }
      awaitPrinted(delivered, "delivering", CHECKOUTS);
      assertThat(status(checkout.url("/ask?300"))).as("not waited for").isEqualTo(504);
      JsonNode graph = awaitCalls(product, CHECKOUTS + 1);
      for (JsonNode edge : graph.get("edges")) {
        if (edge.get("target").asText().equals("delivery")
            && edge.get("type").asText().equals("messaging")) {
          assertThat(edge.path("queueP50Nanos").asLong()).as(edge.toString()).isPositive();
        }
      }

      CompletableFuture<Integer> inFlight =
          CompletableFuture.supplyAsync(() -> status(checkout.url("/ask?60000")));
      awaitPrinted(delivered, "thinking of slow 60000", 1);
      delivery.kill();
      assertThat(inFlight.get(60, TimeUnit.SECONDS)).as("in flight").isEqualTo(502);
      assertThat(status(checkout.url("/ask?10000"))).as("refused").isEqualTo(502);
    } finally {
      broker.destroy();
      broker.waitFor(20, TimeUnit.SECONDS);
    }
    awaitCalls(product, CHECKOUTS + 3);
  }

  private int status(URI uri) {
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitPrinted(Path stderr, String line, int times) throws Exception {
    Await.until(
        () -> Optional.of(Files.readString(stderr).split(line, -1).length - 1),
        printed -> printed == times);
  }

  /** All edges of these services, with how many calls of `checkout` there are to `delivery`. */
  private static JsonNode awaitCalls(Product product, long asked) throws Exception {
    Map<String, Long> expected =
        Map.of(
            "checkout -> delivery by rpc", asked,
            "checkout -> messaging:kafka/orders by messaging", (long) CHECKOUTS,
            "messaging:kafka/orders -> delivery by messaging", (long) CHECKOUTS);
    return Await.until(
        () -> product.find("/api/v1/dependencies"), found -> calls(found).equals(expected));
  }

  private static AgentProcess service(
      Class<?> program, Product product, Path stderr, String name, String... options)
      throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-Dotel.service.name=" + name,
                "-Dotel.traces.sampler=parentbased_traceidratio",
                "-Dotel.traces.sampler.arg=0.1",
                "-Dotel.metric.export.interval=2000"));
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
