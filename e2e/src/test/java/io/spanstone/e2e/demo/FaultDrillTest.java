package io.spanstone.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanstone.e2e.Product;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in the whole demo shop is soon to be seen in Spanstone. */
@Tag("full")
class FaultDrillTest {
  private static final int REQUESTS_PER_SECOND = 20;
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration HAPPENS_WITHIN = Duration.ofMinutes(1);

  /** Lost after eight intervals of 15 s, and some time to see it. */
  private static final Duration LOST_WITHIN = Duration.ofMinutes(3);

  private static final String QUEUE = "messaging:kafka/orders -> shop/notification by messaging";
  private static final String TO_STOCK = "shop/order -> shop/stock by http";
  private static final String TO_DATABASE = "shop/stock -> database:h2database/stock by database";
  private static final String TO_PAYMENT = "shop/order -> shop/payment by http";

  @TempDir private static Path data;
  private static RunningShop shop;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    shop = new RunningShop(data, REQUESTS_PER_SECOND);
  }

  @AfterAll
  static void close() throws IOException {
    shop.close();
  }

  private interface Question<T> {
    T ask() throws IOException, InterruptedException;
  }

  @Test
  void anOpenBreakerIsOnTheMapInMetricsAndInLogs() throws Exception {
    shop.switchOn("failing-payment");
    try {
      JsonNode transition =
          await(HAPPENS_WITHIN, FaultDrillTest::opened, Optional::isPresent).get();
      Instant opened = Instant.parse(transition.get("time").asText());
      assertThat(Duration.between(opened, Instant.now())).as("in logs").isLessThan(SEEN_WITHIN);
      assertThat(transition.get("service").asText()).isEqualTo("shop/order");

      await(
          HAPPENS_WITHIN,
          () ->
              shop.value(
                  "max(circuit_breaker_state{circuit_breaker_name=\"payment\","
                      + "circuit_breaker_state=\"open\",peer_service=\"shop/payment\"})"),
          value -> value == 1);
      assertThat(Duration.between(opened, Instant.now())).as("in metrics").isLessThan(SEEN_WITHIN);
      await(HAPPENS_WITHIN, () -> breaker(TO_PAYMENT, "payment"), "open"::equals);
      assertThat(Duration.between(opened, Instant.now())).as("on the map").isLessThan(SEEN_WITHIN);
    } finally {
      shop.switchOff("failing-payment");
    }
    await(HAPPENS_WITHIN, () -> breaker(TO_PAYMENT, "payment"), "closed"::equals);
  }

  @Test
  void aSlowConsumerMakesTheTimeInTheQueueRise() throws Exception {
    await(HAPPENS_WITHIN, FaultDrillTest::secondsInQueue, seconds -> seconds >= 0);
    assertThat(secondsInQueue()).isLessThan(3);
    shop.switchOn("slow-consumer");
    try {
      double first = await(HAPPENS_WITHIN, FaultDrillTest::secondsInQueue, s -> s > 3);
      await(HAPPENS_WITHIN, FaultDrillTest::secondsInQueue, s -> s > first + 5);
    } finally {
      shop.switchOff("slow-consumer");
    }
    await(HAPPENS_WITHIN.multipliedBy(2), FaultDrillTest::secondsInQueue, s -> s < 3);
  }

  @Test
  void aSlowDatabaseIsSeenWhereItIsAndWhereItHurts() throws Exception {
    shop.switchOn("slow-database");
    try {
      await(HAPPENS_WITHIN, () -> p95(TO_DATABASE), seconds -> seconds > 1.4);
      await(HAPPENS_WITHIN, () -> p95(TO_STOCK), seconds -> seconds > 1.4);
      await(
          HAPPENS_WITHIN,
          () -> found("/api/v1/traces?service=stock&kind=client&minDuration=1400ms"),
          traces -> traces > 0);
    } finally {
      shop.switchOff("slow-database");
    }
  }

  @Test
  void aSlowPaymentFillsTheBulkheadThatTurnsOrdersAway() throws Exception {
    shop.switchOn("slow-payment");
    try {
      await(HAPPENS_WITHIN, () -> p95(TO_PAYMENT), seconds -> seconds > 0.8);
      await(
          HAPPENS_WITHIN,
          () ->
              shop.value(
                  "sum(increase(bulkhead_calls_total{bulkhead_name=\"payment\","
                      + "bulkhead_outcome=\"rejected\"}[1m]))"),
          rejected -> rejected > 0);
      await(
          HAPPENS_WITHIN,
          () -> found("/api/v1/traces?service=order&attribute=bulkhead.outcome:rejected"),
          traces -> traces > 0);
    } finally {
      shop.switchOff("slow-payment");
    }
  }

  @Test
  void aKilledServiceIsLateAndThenLost() throws Exception {
    JsonNode instance = await(HAPPENS_WITHIN, () -> stockIs("up"), Optional::isPresent).get();
    String id = instance.get("id").asText();
    shop.switchOn("dead-stock");
    try {
      await(
          HAPPENS_WITHIN,
          () ->
              shop.value(
                  "sum(increase(retry_calls_total{retry_name=\"stock\","
                      + "retry_outcome=\"error_after_retry\"}[1m]))"),
          retried -> retried > 0);
      await(HAPPENS_WITHIN, () -> breaker(TO_STOCK, "stock"), "open"::equals);
      // Nobody counts the calls that are refused but order, and it knows whom they were for.
      Graph calls =
          await(HAPPENS_WITHIN, FaultDrillTest::graph, graph -> graph.errors(TO_STOCK) > 0);
      await(LOST_WITHIN, () -> stockIs("late"), Optional::isPresent);
      assertThat(calls.only(edge -> edge.contains("-> external:")).names()).isEmpty();
      assertThat(graph().only(edge -> edge.contains("-> external:")).names()).isEmpty();
      Optional<JsonNode> lost = await(LOST_WITHIN, () -> stockIs("lost"), Optional::isPresent);
      assertThat(lost.get().get("id").asText()).isEqualTo(id);
    } finally {
      shop.switchOff("dead-stock");
    }
    Optional<JsonNode> next = await(HAPPENS_WITHIN, () -> stockIs("up"), Optional::isPresent);
    assertThat(next.get().get("id").asText()).isNotEqualTo(id);
  }

  /** The first log record that says that the breaker around payments opened. */
  private static Optional<JsonNode> opened() throws IOException, InterruptedException {
    String query = "circuit_breaker.name:payment circuit_breaker.to:open service:order";
    JsonNode logs =
        product().get("/api/v1/logs?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    return Optional.ofNullable(logs.at("/logs").get(0));
  }

  /** The state of a breaker on an edge of the map; empty if there is none. */
  private static String breaker(String edge, String name) throws IOException, InterruptedException {
    JsonNode answer = product().get("/api/v1/dependencies");
    for (JsonNode breaker : Graph.of(answer).field(edge, "breakers")) {
      if (breaker.get("name").asText().equals(name)) {
        return breaker.get("state").asText();
      }
    }
    return "";
  }

  private static Graph graph() throws IOException, InterruptedException {
    return Graph.of(product().get("/api/v1/dependencies"));
  }

  /** Of the last half minute, in seconds. */
  private static double p95(String edge) throws IOException, InterruptedException {
    long start = Instant.now().minusSeconds(30).toEpochMilli();
    return Graph.of(product().get("/api/v1/dependencies?start=" + start)).number(edge, "p95Nanos")
        / 1e9;
  }

  /** How many traces there are of the last minute. */
  private static int found(String search) throws IOException, InterruptedException {
    long start = Instant.now().minusSeconds(60).toEpochMilli();
    return product().get(search + "&start=" + start).get("traces").size();
  }

  /** How long the messages of the last half minute were in the queue; negative if there is none. */
  private static double secondsInQueue() throws IOException, InterruptedException {
    long start = Instant.now().minusSeconds(30).toEpochMilli();
    Graph graph = Graph.of(product().get("/api/v1/dependencies?start=" + start));
    return graph.has(QUEUE) ? graph.number(QUEUE, "queueP95Nanos") / 1e9 : -1;
  }

  private static Optional<JsonNode> stockIs(String state) throws IOException, InterruptedException {
    for (JsonNode instance : product().get("/api/v1/services/stock/instances").get("instances")) {
      if (instance.get("state").asText().equals(state)) {
        return Optional.of(instance);
      }
    }
    return Optional.empty();
  }

  private static Product product() {
    return shop.product();
  }

  private static <T> T await(Duration limit, Question<T> question, Predicate<T> awaited)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    T answer = question.ask();
    while (!awaited.test(answer)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not within " + limit + "; the last answer was " + answer);
      }
      TimeUnit.MILLISECONDS.sleep(200);
      answer = question.ask();
    }
    return answer;
  }
}
