package io.spanstone.query.request;

/** A parameter's text does not say what it should; the message tells the client what to write. */
public final class InvalidValueException extends Exception {
  public InvalidValueException(String message) {
    super(message);
  }
}
