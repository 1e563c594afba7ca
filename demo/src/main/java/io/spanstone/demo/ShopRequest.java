package io.spanstone.demo;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * One request to the shop's front.
 *
 * @param name what it is counted under: the method and the route
 * @param path with the query, if any
 * @param body of JSON, or empty for GET
 */
record ShopRequest(String name, String path, String body) {

  static ShopRequest browse() {
    return get("GET /products", "/products");
  }

  static ShopRequest order(String customer, String sku, int quantity) {
    String body =
        String.format(
            "{\"customer\":\"%s\",\"sku\":\"%s\",\"quantity\":%d}", customer, sku, quantity);
    return new ShopRequest("POST /orders", "/orders", body);
  }

  static ShopRequest show(long orderId) {
    return get("GET /orders/{id}", "/orders/" + orderId);
  }

  static ShopRequest list(String customer) {
    return get("GET /orders", "/orders?customer=" + customer);
  }

  static ShopRequest notifications(String customer) {
    return get("GET /notifications", "/notifications?customer=" + customer);
  }

  private static ShopRequest get(String name, String path) {
    return new ShopRequest(name, path, "");
  }

  HttpRequest toHttp(URI front, Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(front.resolve(path)).timeout(timeout);
    if (body.isEmpty()) {
      return request.build();
    }
    return request
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
