package io.spanstone.demo;

import java.util.List;

/**
 * Which services the shop is made of, in the order in which they are shown.
 *
 * @param services each in a JVM of its own
 * @param front the service that the load generator asks
 */
record ShopPlan(List<ServicePlan> services, ServicePlan front) {

  /** One service: its name, its main class, its port and its own settings. */
  record ServicePlan(String name, String mainClass, String heap, int port, List<String> arguments) {

    String url() {
      return "http://127.0.0.1:" + port;
    }
  }

  /** Order, stock and payment. */
  static ShopPlan small(int portBase) {
    ServicePlan stock = service("stock", "StockApplication", portBase + 1);
    ServicePlan payment = service("payment", "PaymentApplication", portBase + 2);
    ServicePlan order =
        service(
            "order",
            "OrderApplication",
            portBase,
            "--shop.stock.url=" + stock.url(),
            "--shop.payment.url=" + payment.url());
    return new ShopPlan(List.of(order, stock, payment), order);
  }

  private static ServicePlan service(
      String name, String application, int port, String... arguments) {
    String mainClass = "io.spanstone.demo." + name + "." + application;
    return new ServicePlan(name, mainClass, "128m", port, List.of(arguments));
  }
}
