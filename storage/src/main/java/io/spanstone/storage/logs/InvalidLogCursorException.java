package io.spanstone.storage.logs;

/** A cursor is none, or belongs to another search. */
public final class InvalidLogCursorException extends RuntimeException {
  InvalidLogCursorException(String message) {
    super(message);
  }
}
