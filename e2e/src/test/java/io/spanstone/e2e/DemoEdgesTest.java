package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The edges of the demo shop, whose services run with our agent, against what its load generator
 * counted. How the shop is made says what each request calls.
 */
class DemoEdgesTest {
  private static final Duration SERVICES_READY_WITHIN = Duration.ofMinutes(4);
  private static final int ENOUGH_PAYMENTS = 20;
  private static final String PAYMENTS = "/api/v1/dependencies?service=payment";
  private static final Pattern ENDPOINT = Pattern.compile("([A-Z]+ /[^=]*)=\\{([^}]*)\\}");
  private static final Pattern STATUS = Pattern.compile("(\\d+)=(\\d+)");

  @Test
  void areThoseOfThePlanWithExactCounts(@TempDir Path data) throws Exception {
    Map<String, String> settings =
        Map.of(
            "SPANSTONE_DEMO_PORT_BASE",
            Integer.toString(Product.freePort()),
            "SPANSTONE_DEMO_RATE",
            "10");
    try (Product demo = Product.start(data, List.of("demo", "--small"), settings)) {
      awaitServices(demo);
      Await.until(() -> demo.find(PAYMENTS), found -> paymentsSeen(found) > ENOUGH_PAYMENTS);
    }
    try (Product product = Product.up(data)) {
      Map<String, Map<Integer, Long>> load = load(product.console());
      long orders = sum(load.get("POST /orders"));
      long soldOut = load.get("POST /orders").getOrDefault(409, 0L);
      long unpaid = load.get("POST /orders").getOrDefault(502, 0L);
      long cutOff =
          load.values().stream().mapToLong(statuses -> statuses.getOrDefault(0, 0L)).sum();
      long browsed = sum(load.get("GET /products"));

      JsonNode graph =
          Await.until(
              () -> Optional.of(product.get("/api/v1/dependencies")),
              found -> edges(found).size() >= 4);

      assertThat(edges(graph).keySet())
          .containsExactly(
              "shop/order -> database:h2database/orders by database",
              "shop/order -> shop/payment by http",
              "shop/order -> shop/stock by http",
              "shop/stock -> database:h2database/stock by database");
      // What the end cut off may have got as far as the other service, or not.
      long[] payment = edges(graph).get("shop/order -> shop/payment by http");
      assertThat(payment[0]).isBetween(orders - soldOut - cutOff, orders - soldOut);
      assertThat(payment[1]).isBetween(unpaid, unpaid + cutOff);
      long[] stock = edges(graph).get("shop/order -> shop/stock by http");
      assertThat(stock[0])
          .isBetween(browsed + orders + unpaid - cutOff, browsed + orders + unpaid + cutOff);
      assertThat(stock[1]).isZero();
    }
  }

  /** Three JVMs with an agent each start beside everything else. */
  private static void awaitServices(Product demo) throws InterruptedException {
    Instant deadline = Instant.now().plus(SERVICES_READY_WITHIN);
    while (!demo.console().contains("demo: ready")) {
      assertThat(Instant.now()).as("%s", demo.console()).isBefore(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static long paymentsSeen(JsonNode graph) {
    long calls = 0;
    for (JsonNode edge : graph.get("edges")) {
      calls += edge.get("target").asText().equals("shop/payment") ? edge.get("calls").asLong() : 0;
    }
    return calls;
  }

  /** Calls and errors of each edge. */
  private static Map<String, long[]> edges(JsonNode graph) {
    Map<String, long[]> edges = new TreeMap<>();
    for (JsonNode edge : graph.get("edges")) {
      edges.put(
          "%s -> %s by %s"
              .formatted(
                  edge.get("source").asText(),
                  edge.get("target").asText(),
                  edge.get("type").asText()),
          new long[] {edge.get("calls").asLong(), edge.get("errors").asLong()});
    }
    return edges;
  }

  /** The last line of the demo's load generator: answers by endpoint and status. */
  private static Map<String, Map<Integer, Long>> load(String console) {
    List<String> lines = new ArrayList<>(console.lines().toList());
    lines.removeIf(line -> !line.contains("load by endpoint and status"));
    assertThat(lines).hasSize(1);
    Map<String, Map<Integer, Long>> load = new TreeMap<>();
    for (Matcher endpoint = ENDPOINT.matcher(lines.get(0)); endpoint.find(); ) {
      Map<Integer, Long> statuses = new TreeMap<>();
      for (Matcher status = STATUS.matcher(endpoint.group(2)); status.find(); ) {
        statuses.put(Integer.valueOf(status.group(1)), Long.valueOf(status.group(2)));
      }
      load.put(endpoint.group(1), statuses);
    }
    return load;
  }

  private static long sum(Map<Integer, Long> statuses) {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }
}
