package io.spanstone.demo.stock;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.CONFLICT)
class SoldOutException extends RuntimeException {

  SoldOutException(String sku) {
    super(sku + " is sold out");
  }
}
