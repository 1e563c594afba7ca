package io.spanstone.demo.order;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.CONFLICT)
class NotAvailableException extends RuntimeException {

  NotAvailableException(String sku) {
    super(sku + " is not available");
  }
}
