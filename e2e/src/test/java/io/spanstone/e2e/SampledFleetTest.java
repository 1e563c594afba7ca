package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two collectors share the load of services. One instance of a service keeps a tenth of its traces
 * and counts the rest, another keeps all, a third has upstream's agent without our extension. Both
 * collectors are killed before they have stored what they took. Calls and edges are what the load
 * was, exactly.
 */
@ExtendWith(RunningProduct.class)
class SampledFleetTest {
  private static final int GREETINGS = 120;
  private static final int FAILURES = 20;
  private static final int PARTNER_CALLS = 30;
  private static final int REQUESTS = GREETINGS + FAILURES + PARTNER_CALLS;
  private static final List<String> A_TENTH =
      List.of(
          "-Dotel.service.name=front",
          "-Dotel.traces.sampler=parentbased_traceidratio",
          "-Dotel.traces.sampler.arg=0.1");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @Test
  void countsEveryCallWithTwoCollectorsAndSampledTraces(Product other) throws Exception {
    URI elasticsearch = other.elasticsearch();
    Instant begin = Instant.now().minusSeconds(10);
    HttpServer partner = partner();
    try (Product one = role("collector", "one", elasticsearch);
        Product two = role("collector", "two", elasticsearch);
        Product query = role("query", "query", elasticsearch)) {
      try (AgentProcess back = service("back", two, List.of("-Dotel.service.name=back"));
          AgentProcess sampled = service("sampled", one, A_TENTH);
          AgentProcess whole = service("whole", two, List.of("-Dotel.service.name=front"));
          AgentProcess stock = upstream("stock", two)) {
        String away = "http://localhost:" + partner.getAddress().getPort() + "/";
        for (AgentProcess front : List.of(sampled, whole, stock)) {
          ask(front, back.url("/greeting").toString(), GREETINGS);
          ask(front, back.url("/broken").toString(), FAILURES);
          ask(front, away, PARTNER_CALLS);
        }
      }
      for (Product collector : List.of(one, two)) {
        collector.killGroup();
        collector.start();
      }

      Map<String, List<Long>> expected = edgesOf(3);
      String range = "start=%s&end=%s".formatted(begin, Instant.now().plusSeconds(60));
      Await.until(
          () -> query.find("/api/v1/dependencies?" + range).map(SampledFleetTest::edges),
          expected::equals);
      assertThat(edges(query.get(operation("back", "GET /greeting", range))))
          .isEqualTo(Map.of("front -> back by http", List.of(3L * GREETINGS, 0L)));
      // In which operation a service makes its calls, only our extension tells.
      assertThat(edges(query.get(operation("front", "GET /relay", range)))).isEqualTo(edgesOf(2));
      awaitRed(query, "front", range, List.of(3L * REQUESTS, 3L * FAILURES));
      awaitRed(query, "back", range, List.of(3L * (GREETINGS + FAILURES), 3L * FAILURES));
      assertThat(new StoredSpans(elasticsearch, "fleet").count().size())
          .as("traces of all of two instances and some of the other")
          .isBetween(2 * REQUESTS + 1, 2 * REQUESTS + REQUESTS / 2);
    } finally {
      partner.stop(0);
    }
  }

  /** What as many instances do. */
  private static Map<String, List<Long>> edgesOf(long instances) {
    return Map.of(
        "front -> back by http", List.of(instances * (GREETINGS + FAILURES), instances * FAILURES),
        "front -> external:localhost by http", List.of(instances * PARTNER_CALLS, 0L));
  }

  private static String operation(String service, String operation, String range) {
    return "/api/v1/dependencies?service=%s&operation=%s&%s"
        .formatted(service, operation.replace(" ", "%20"), range);
  }

  private Product role(String role, String name, URI elasticsearch)
      throws IOException, InterruptedException {
    return Product.start(
        directory.resolve(name),
        List.of(role),
        Map.of(
            "SPANSTONE_ES_URL", elasticsearch.toString(),
            "SPANSTONE_INDEX_PREFIX", "fleet",
            "SPANSTONE_INDEX_REPLICAS", "0",
            "SPANSTONE_JAVA_OPTIONS", "-Xmx256m"));
  }

  private AgentProcess service(String name, Product collector, List<String> options)
      throws IOException {
    return AgentProcess.start(
        FleetService.class,
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        collector.otlpGrpc(),
        directory.resolve(name + ".stderr"),
        options);
  }

  private AgentProcess upstream(String name, Product collector) throws IOException {
    return AgentProcess.startUpstream(
        FleetService.class,
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        collector.otlpGrpc(),
        directory.resolve(name + ".stderr"),
        List.of("-Dotel.service.name=front"));
  }

  /** Somebody else's service, which knows nothing of traces. */
  private static HttpServer partner() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void ask(AgentProcess front, String url, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      HttpRequest request = HttpRequest.newBuilder(front.url("/relay?" + url)).build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
          .isEqualTo(url.endsWith("/broken") ? 500 : url.endsWith("/greeting") ? 200 : 204);
    }
  }

  /** Calls and errors of each edge. */
  private static Map<String, List<Long>> edges(JsonNode graph) {
    Map<String, List<Long>> edges = new TreeMap<>();
    for (JsonNode edge : graph.get("edges")) {
      edges.put(
          "%s -> %s by %s"
              .formatted(
                  edge.get("source").asText(),
                  edge.get("target").asText(),
                  edge.get("type").asText()),
          List.of(edge.get("calls").asLong(), edge.get("errors").asLong()));
    }
    return edges;
  }

  private static void awaitRed(Product query, String service, String range, List<Long> expected)
      throws Exception {
    String path = "/api/v1/red?service=" + service + "&step=24h&" + range;
    Await.until(() -> query.find(path).map(SampledFleetTest::red), expected::equals);
  }

  /** Calls and errors that a service received. */
  private static List<Long> red(JsonNode answer) {
    long calls = 0;
    long errors = 0;
    for (JsonNode point : answer.at("/series/0/points")) {
      calls += point.get("calls").asLong();
      errors += point.get("errors").asLong();
    }
    return List.of(calls, errors);
  }
}
