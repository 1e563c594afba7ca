package io.spanstone.demo.order;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class OrderController {

  private final Checkout checkout;
  private final OrderTable orders;
  private final StockClient stock;

  OrderController(Checkout checkout, OrderTable orders, StockClient stock) {
    this.checkout = checkout;
    this.orders = orders;
    this.stock = stock;
  }

  @GetMapping("/products")
  List<StockApi.Product> products() {
    return stock.products();
  }

  @PostMapping("/orders")
  @ResponseStatus(HttpStatus.CREATED)
  Order place(@RequestBody NewOrder wish) {
    return checkout.place(wish);
  }

  @GetMapping("/orders/{id}")
  Order order(@PathVariable long id) {
    return orders
        .find(id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no order " + id));
  }

  @GetMapping("/orders")
  List<Order> ordersOf(@RequestParam String customer) {
    return orders.latestOf(customer);
  }
}
