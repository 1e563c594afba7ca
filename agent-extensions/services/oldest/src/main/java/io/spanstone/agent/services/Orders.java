package io.spanstone.agent.services;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Takes orders. */
@RestController
public class Orders {

  private final StockClient stock;
  private final PriceClient prices;

  public Orders(StockClient stock, PriceClient prices) {
    this.stock = stock;
    this.prices = prices;
  }

  @GetMapping("/orders/{item}")
  public String order(@PathVariable("item") String item) {
    return stock.stock(item);
  }

  @GetMapping("/offers/{item}")
  public String offer(@PathVariable("item") String item) {
    return prices.price(item);
  }
}
