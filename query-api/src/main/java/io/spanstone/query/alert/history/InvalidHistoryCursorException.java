package io.spanstone.query.alert.history;

/** A text is no cursor of the history. */
public final class InvalidHistoryCursorException extends RuntimeException {
  InvalidHistoryCursorException() {
    super("not a cursor of the history of alerts");
  }
}
