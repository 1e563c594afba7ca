package io.spanstone.query.alert.evaluate;

/** A rule cannot be tried on past data. The message says why and what to do. */
public final class UntestableException extends Exception {
  UntestableException(String message) {
    super(message);
  }
}
