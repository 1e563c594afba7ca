package io.spanstone.query.request;

import org.jspecify.annotations.Nullable;

/** A parameter's text does not say what it should; the message tells the client what to write. */
public final class InvalidValueException extends Exception {
  private final @Nullable Integer position;

  public InvalidValueException(String message) {
    this(message, null);
  }

  /**
   * @param position index of the character where the fault is, from 0; null if it is the whole text
   */
  public InvalidValueException(String message, @Nullable Integer position) {
    super(message);
    this.position = position;
  }

  /** Where the fault is, from 0; null if it is the whole text. */
  public @Nullable Integer position() {
    return position;
  }
}
