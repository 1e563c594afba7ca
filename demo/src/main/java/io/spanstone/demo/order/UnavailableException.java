package io.spanstone.demo.order;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A service that this one needs does not answer, or was not asked because of that. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
class UnavailableException extends RuntimeException {

  UnavailableException(String service, Throwable cause) {
    super(service + " is not available", cause);
  }
}
