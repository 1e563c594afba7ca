package io.spanstone.demo.order;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** One order from the customer's wish to its end: reserve, store, charge, confirm. */
@Component
class Checkout {

  private static final Logger logger = LoggerFactory.getLogger(Checkout.class);

  private final StockClient stock;
  private final PaymentClient payment;
  private final OrderTable orders;
  private final Clock clock = Clock.systemUTC();

  Checkout(StockClient stock, PaymentClient payment, OrderTable orders) {
    this.stock = stock;
    this.payment = payment;
    this.orders = orders;
  }

  Order place(NewOrder wish) {
    StockClient.Product product =
        stock
            .reserve(wish.sku(), wish.quantity())
            .orElseThrow(() -> new NotAvailableException(wish.sku()));
    long totalCents = product.priceCents() * wish.quantity();
    long id = orders.insert(wish, totalCents, clock.instant());
    charge(id, wish, totalCents);
    orders.setStatus(id, OrderStatus.CONFIRMED);
    logger
        .atInfo()
        .addKeyValue("orderId", id)
        .addKeyValue("customer", wish.customer())
        .addKeyValue("totalCents", totalCents)
        .log("order confirmed");
    return new Order(
        id, wish.customer(), wish.sku(), wish.quantity(), totalCents, OrderStatus.CONFIRMED);
  }

  private void charge(long id, NewOrder wish, long totalCents) {
    try {
      payment.charge(id, wish.customer(), totalCents);
    } catch (RestClientException e) {
      logger.atError().addKeyValue("orderId", id).setCause(e).log("payment failed");
      orders.setStatus(id, OrderStatus.PAYMENT_FAILED);
      stock.putBack(wish.sku(), wish.quantity());
      throw new PaymentFailedException(id, e);
    }
  }
}
