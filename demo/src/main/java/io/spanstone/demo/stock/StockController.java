package io.spanstone.demo.stock;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class StockController {

  private static final Logger logger = LoggerFactory.getLogger(StockController.class);

  private final ProductTable products;

  StockController(ProductTable products) {
    this.products = products;
  }

  @GetMapping("/products")
  List<Product> products() {
    return products.all();
  }

  /** Answers the product as it was before, so that the caller knows its price. */
  @PostMapping("/reservations")
  Product reserve(@RequestBody Reservation wanted) {
    Product product =
        products
            .find(wanted.sku())
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, wanted.sku()));
    if (!products.take(wanted.sku(), wanted.quantity())) {
      logger.atWarn().addKeyValue("sku", wanted.sku()).log("sold out");
      throw new SoldOutException(wanted.sku());
    }
    logger
        .atInfo()
        .addKeyValue("sku", wanted.sku())
        .addKeyValue("quantity", wanted.quantity())
        .log("reserved");
    return product;
  }

  @PostMapping("/products/{sku}/returns")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void putBack(@PathVariable String sku, @RequestBody Reservation returned) {
    products.putBack(sku, returned.quantity());
    logger
        .atInfo()
        .addKeyValue("sku", sku)
        .addKeyValue("quantity", returned.quantity())
        .log("put back");
  }
}
