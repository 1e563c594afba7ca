package io.spanstone.demo.order;

import io.github.resilience4j.bulkhead.annotation.Bulkhead;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.spanstone.demo.order.PaymentApi.Charge;
import org.springframework.stereotype.Component;

/** The payment service behind a circuit breaker and a bulkhead. A charge is never tried again. */
@Component
class PaymentClient {

  private final PaymentApi payment;

  PaymentClient(PaymentApi payment) {
    this.payment = payment;
  }

  /**
   * Throws {@code FeignException} if the charge did not go through, and what Resilience4j throws if
   * it was not tried.
   */
  @CircuitBreaker(name = "payment")
  @Bulkhead(name = "payment")
  void charge(long orderId, String customer, long amountCents) {
    payment.charge(new Charge(orderId, customer, amountCents));
  }
}
