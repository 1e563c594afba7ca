package io.spanstone.demo.order;

import feign.FeignException;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.retry.annotation.Retry;
import io.spanstone.demo.order.StockApi.Product;
import io.spanstone.demo.order.StockApi.Quantity;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The stock service behind a circuit breaker. Only reading is tried again: a reservation that was
 * not answered may have been made.
 */
@Component
class StockClient {

  private static final Logger logger = LoggerFactory.getLogger(StockClient.class);

  private final StockApi stock;
  private volatile List<Product> lastSeen = List.of();

  StockClient(StockApi stock) {
    this.stock = stock;
  }

  /** The products; those that were there last, if the stock service does not tell. */
  @Retry(name = "stock", fallbackMethod = "lastSeen")
  @CircuitBreaker(name = "stock")
  List<Product> products() {
    List<Product> products = stock.products();
    lastSeen = products;
    return products;
  }

  /** The product reserved, or nothing if there is not enough of it or no such product. */
  @CircuitBreaker(name = "stock")
  Optional<Product> reserve(String sku, int quantity) {
    try {
      return Optional.of(stock.reserve(new Quantity(sku, quantity)));
    } catch (FeignException.Conflict | FeignException.NotFound none) {
      return Optional.empty();
    }
  }

  @CircuitBreaker(name = "stock")
  void putBack(String sku, int quantity) {
    stock.putBack(sku, new Quantity(sku, quantity));
  }

  /** Called by Resilience4j. */
  List<Product> lastSeen(Exception failure) {
    if (lastSeen.isEmpty()) {
      throw new UnavailableException("stock", failure);
    }
    logger.atWarn().addKeyValue("reason", failure).log("showing products as last seen");
    return lastSeen;
  }
}
