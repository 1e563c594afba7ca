package io.spanstone.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanstone.e2e.Await;
import io.spanstone.e2e.Product;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The edges of the whole demo shop against what its load generator counted. How the shop is made
 * says what each request calls.
 */
@Tag("full")
class WholeShopTest {
  private static final int ENOUGH_ORDERS = 40;
  private static final String TO_ORDER = "shop/gateway -> shop/order by http";
  private static final String TO_NOTIFICATION = "shop/gateway -> shop/notification by http";
  private static final String TO_PAYMENT = "shop/order -> shop/payment by http";
  private static final String TO_STOCK = "shop/order -> shop/stock by http";
  private static final String PUBLISHED = "shop/order -> messaging:kafka/orders by messaging";
  private static final String CONSUMED = "messaging:kafka/orders -> shop/notification by messaging";

  @Test
  void hasTheEdgesOfThePlanWithExactCounts(@TempDir Path data) throws Exception {
    try (RunningShop shop = new RunningShop(data, 10)) {
      Await.until(
          () -> shop.product().find("/api/v1/dependencies").map(Graph::of),
          graph -> graph.calls(CONSUMED) > ENOUGH_ORDERS);
    }
    try (Product product = Product.up(data)) {
      LoadReport load = LoadReport.in(product.console());
      Graph graph =
          Await.until(
              () -> Optional.of(Graph.of(product.get("/api/v1/dependencies"))),
              found -> found.has(CONSUMED) && found.has(TO_PAYMENT));

      assertThat(graph.only(edge -> !edge.contains("-> shop/eureka ")).names())
          .containsExactly(
              CONSUMED,
              TO_NOTIFICATION,
              TO_ORDER,
              "shop/notification -> database:h2database/notifications by database",
              "shop/order -> database:h2database/orders by database",
              PUBLISHED,
              TO_PAYMENT,
              TO_STOCK,
              "shop/stock -> database:h2database/stock by database");
      // What the end cut off may have got as far as the other service, or not.
      long cutOff = load.cutOff();
      long orders = load.asked("POST /orders");
      long confirmed = load.answered("POST /orders", 201);
      long unpaid = load.answered("POST /orders", 502);
      long tried = orders - load.answered("POST /orders", 409);
      long notifications = load.asked("GET /notifications");
      // Before the gateway knew where order was.
      long notRouted = load.answered("GET /products", 503);
      assertThat(graph.calls(TO_ORDER))
          .isBetween(
              load.asked() - notifications - notRouted - cutOff,
              load.asked() - notifications - notRouted);
      assertThat(graph.errors(TO_ORDER)).isBetween(unpaid, unpaid + cutOff);
      assertThat(graph.calls(TO_NOTIFICATION)).isBetween(notifications - cutOff, notifications);
      assertThat(graph.calls(TO_PAYMENT)).isBetween(tried - cutOff, tried);
      assertThat(graph.errors(TO_PAYMENT)).isBetween(unpaid, unpaid + cutOff);
      assertThat(graph.calls(TO_STOCK))
          .isBetween(
              load.answered("GET /products", 200) + orders + unpaid - cutOff,
              load.answered("GET /products", 200) + orders + unpaid + cutOff);
      assertThat(graph.errors(TO_STOCK)).isZero();
      Graph ordering =
          Graph.of(product.get("/api/v1/dependencies?service=shop/order&operation=POST%20/orders"));
      assertThat(ordering.names())
          .containsExactly(
              TO_ORDER,
              "shop/order -> database:h2database/orders by database",
              PUBLISHED,
              TO_PAYMENT,
              TO_STOCK);
      assertThat(ordering.calls(TO_ORDER)).isBetween(orders - cutOff, orders);
      assertThat(ordering.calls(TO_PAYMENT)).isBetween(tried - cutOff, tried);
      assertThat(ordering.calls(TO_STOCK))
          .isBetween(orders + unpaid - cutOff, orders + unpaid + cutOff);
      assertThat(ordering.calls(PUBLISHED)).isBetween(confirmed, confirmed + cutOff);
      assertThat(graph.calls(PUBLISHED)).isBetween(confirmed, confirmed + cutOff);
      assertThat(graph.calls(CONSUMED)).isEqualTo(graph.calls(PUBLISHED));
    }
  }
}
