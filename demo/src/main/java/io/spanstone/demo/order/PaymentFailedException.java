package io.spanstone.demo.order;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.BAD_GATEWAY)
class PaymentFailedException extends RuntimeException {

  PaymentFailedException(long orderId, Throwable cause) {
    super("order " + orderId + " could not be paid", cause);
  }
}
