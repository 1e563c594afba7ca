package io.spanstone.demo.order;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** The stock service, over HTTP. */
class StockClient {

  /** A product as the stock service shows it. */
  record Product(String sku, String name, long priceCents, int available) {}

  private record Quantity(String sku, int quantity) {}

  private final RestClient http;

  StockClient(RestClient http) {
    this.http = http;
  }

  List<Product> products() {
    List<Product> products =
        http.get().uri("/products").retrieve().body(new ParameterizedTypeReference<>() {});
    return Objects.requireNonNull(products);
  }

  /** The product reserved, or nothing if there is not enough of it or no such product. */
  Optional<Product> reserve(String sku, int quantity) {
    try {
      return Optional.ofNullable(
          http.post()
              .uri("/reservations")
              .body(new Quantity(sku, quantity))
              .retrieve()
              .body(Product.class));
    } catch (HttpClientErrorException.Conflict | HttpClientErrorException.NotFound none) {
      return Optional.empty();
    }
  }

  void putBack(String sku, int quantity) {
    http.post()
        .uri("/products/{sku}/returns", sku)
        .body(new Quantity(sku, quantity))
        .retrieve()
        .toBodilessEntity();
  }
}
