package io.spanstone.query.prometheus;

/** Ends the handling of a request; the client is answered with the message. */
final class PrometheusException extends RuntimeException {
  private final ErrorType type;

  PrometheusException(ErrorType type, String message) {
    super(message);
    this.type = type;
  }

  ErrorType type() {
    return type;
  }

  /** A parameter does not say what it should. */
  static PrometheusException badParameter(String name, String fault) {
    return new PrometheusException(
        ErrorType.BAD_DATA, "invalid parameter \"%s\": %s".formatted(name, fault));
  }
}
