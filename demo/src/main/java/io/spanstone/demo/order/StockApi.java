package io.spanstone.demo.order;

import java.util.List;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The stock service, over HTTP. */
@FeignClient("stock")
interface StockApi {

  /** A product as the stock service shows it. */
  record Product(String sku, String name, long priceCents, int available) {}

  /** So much of a product. */
  record Quantity(String sku, int quantity) {}

  @GetMapping("/products")
  List<Product> products();

  @PostMapping("/reservations")
  Product reserve(@RequestBody Quantity wanted);

  @PostMapping("/products/{sku}/returns")
  void putBack(@PathVariable("sku") String sku, @RequestBody Quantity returned);
}
