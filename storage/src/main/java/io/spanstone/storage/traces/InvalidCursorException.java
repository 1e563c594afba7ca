package io.spanstone.storage.traces;

/** The cursor is none of ours, or belongs to a query with other conditions. */
public final class InvalidCursorException extends IllegalArgumentException {
  InvalidCursorException(String message) {
    super(message);
  }
}
