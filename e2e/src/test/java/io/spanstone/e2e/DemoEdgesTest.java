package io.spanstone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.e2e.demo.Graph;
import io.spanstone.e2e.demo.LoadReport;
import io.spanstone.e2e.demo.ReadyBoards;
import io.spanstone.testkit.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The edges of the demo shop, whose services run with our agent and keep a tenth of their traces,
 * against what its load generator counted. How the shop is made says what each request calls.
 */
class DemoEdgesTest {
  private static final Duration SERVICES_READY_WITHIN = Duration.ofMinutes(4);
  private static final int ENOUGH_PAYMENTS = 20;
  private static final int DEMO_PORTS = 7;

  /** Of ready dashboards: the small shop has no broker, and little may have gone wrong in it. */
  private static final Set<String> WITHOUT_DATA =
      Set.of(
          "Messages",
          "Messages that wait for a consumer",
          "Heaps that fill up",
          "Time in queues: 95th percentile",
          "Failed calls by operation",
          "Failed calls of databases",
          "Exceptions in logs",
          "What agents could not send");

  private static final String TO_PAYMENT = "shop/order -> shop/payment by http";
  private static final String TO_STOCK = "shop/order -> shop/stock by http";

  private static final List<String> EDGES =
      List.of(
          "shop/order -> database:h2database/orders by database",
          TO_PAYMENT,
          TO_STOCK,
          "shop/stock -> database:h2database/stock by database");

  @Test
  void areThoseOfThePlanWithExactCounts(@TempDir Path data) throws Exception {
    Map<String, String> settings =
        Map.of(
            "SPANSTONE_DEMO_PORT_BASE",
            Integer.toString(FreePorts.inARow(DEMO_PORTS)),
            "SPANSTONE_DEMO_RATE",
            "10",
            "OTEL_TRACES_SAMPLER",
            "parentbased_traceidratio",
            "OTEL_TRACES_SAMPLER_ARG",
            "0.1");
    try (Product demo = Product.start(data, List.of("demo", "--small"), settings)) {
      awaitServices(demo);
      Await.until(
          () -> demo.find("/api/v1/dependencies?service=payment").map(Graph::of),
          found -> found.calls(TO_PAYMENT) > ENOUGH_PAYMENTS);
    }
    try (Product product = Product.up(data)) {
      LoadReport load = LoadReport.in(product.console());
      long orders = load.asked("POST /orders");
      // Nothing was paid for what was sold out, or where the breaker or the bulkhead said no.
      long untried = load.answered("POST /orders", 409) + load.answered("POST /orders", 503);
      long unpaid = load.answered("POST /orders", 502);
      long returned = unpaid + load.answered("POST /orders", 503);
      long cutOff = load.cutOff();
      long browsed = load.asked("GET /products");

      // What was taken last is stored while the product is up again.
      Graph graph =
          Await.until(
              () -> Optional.of(Graph.of(product.get("/api/v1/dependencies"))),
              found ->
                  found.calls(TO_PAYMENT) >= orders - untried - cutOff
                      && found.errors(TO_PAYMENT) >= unpaid
                      && found.calls(TO_STOCK) >= browsed + orders + returned - cutOff
                      && EDGES.stream().allMatch(found::has));

      assertThat(graph.names()).containsExactlyElementsOf(EDGES);
      // What the end cut off may have got as far as the other service, or not.
      assertThat(graph.calls(TO_PAYMENT)).isBetween(orders - untried - cutOff, orders - untried);
      assertThat(graph.errors(TO_PAYMENT)).isBetween(unpaid, unpaid + cutOff);
      assertThat(graph.calls(TO_STOCK))
          .isBetween(browsed + orders + returned - cutOff, browsed + orders + returned + cutOff);
      assertThat(graph.errors(TO_STOCK)).isZero();
      assertThat(WITHOUT_DATA).containsAll(ReadyBoards.panelsWithoutData(product, "order"));
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
}
