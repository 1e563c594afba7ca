package io.spanstone.demo.order;

import feign.FeignException;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.spanstone.demo.order.StockApi.Product;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** One order from the customer's wish to its end: reserve, store, charge, confirm, tell. */
@Component
class Checkout {

  private static final Logger logger = LoggerFactory.getLogger(Checkout.class);

  private final StockClient stock;
  private final PaymentClient payment;
  private final OrderTable orders;
  private final ApplicationEventPublisher events;
  private final Clock clock = Clock.systemUTC();

  Checkout(
      StockClient stock,
      PaymentClient payment,
      OrderTable orders,
      ApplicationEventPublisher events) {
    this.stock = stock;
    this.payment = payment;
    this.orders = orders;
    this.events = events;
  }

  Order place(NewOrder wish) {
    Product product = reserve(wish);
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
    events.publishEvent(
        new OrderConfirmed(id, wish.customer(), wish.sku(), wish.quantity(), totalCents));
    return new Order(
        id, wish.customer(), wish.sku(), wish.quantity(), totalCents, OrderStatus.CONFIRMED);
  }

  private Product reserve(NewOrder wish) {
    try {
      return stock
          .reserve(wish.sku(), wish.quantity())
          .orElseThrow(() -> new NotAvailableException(wish.sku()));
    } catch (FeignException | CallNotPermittedException e) {
      throw new UnavailableException("stock", e);
    }
  }

  private void charge(long id, NewOrder wish, long totalCents) {
    try {
      payment.charge(id, wish.customer(), totalCents);
    } catch (FeignException e) {
      giveUp(id, wish, e);
      throw new PaymentFailedException(id, e);
    } catch (CallNotPermittedException | BulkheadFullException e) {
      giveUp(id, wish, e);
      throw new UnavailableException("payment", e);
    }
  }

  private void giveUp(long id, NewOrder wish, RuntimeException reason) {
    logger.atError().addKeyValue("orderId", id).setCause(reason).log("payment failed");
    orders.setStatus(id, OrderStatus.PAYMENT_FAILED);
    try {
      stock.putBack(wish.sku(), wish.quantity());
    } catch (FeignException | CallNotPermittedException e) {
      logger.atError().addKeyValue("sku", wish.sku()).setCause(e).log("not put back");
    }
  }
}
