package io.spanstone.query.prometheus;

import io.javalin.http.HttpStatus;
import java.util.Locale;

/** The kinds of errors, with the status that each is answered with. */
enum ErrorType {
  /** The request is wrong. */
  BAD_DATA(HttpStatus.BAD_REQUEST),
  /** The query cannot be evaluated, or asks for more than a limit allows. */
  EXECUTION(HttpStatus.UNPROCESSABLE_CONTENT),
  /** The query took too long. */
  TIMEOUT(HttpStatus.SERVICE_UNAVAILABLE),
  /** Nobody waits for the answer any more. */
  CANCELED(HttpStatus.CLIENT_CLOSED_REQUEST),
  /** Storage does not answer, or too many queries are running. */
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR);

  private final HttpStatus status;

  ErrorType(HttpStatus status) {
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }

  /** As the answer has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
