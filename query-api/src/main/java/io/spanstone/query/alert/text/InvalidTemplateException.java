package io.spanstone.query.alert.text;

/** A text cannot be read as a template. The message says what is wrong and what to write. */
public final class InvalidTemplateException extends Exception {
  private final int position;

  InvalidTemplateException(int position, String message) {
    super(message);
    this.position = position;
  }

  /** Index of the character where the fault is, from 0. */
  public int position() {
    return position;
  }
}
