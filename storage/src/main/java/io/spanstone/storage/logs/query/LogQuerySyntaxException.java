package io.spanstone.storage.logs.query;

/** A text is no query. The message says where, what is wrong and what to write instead. */
public final class LogQuerySyntaxException extends RuntimeException {
  private final int position;

  /**
   * @param position index of the character (as Java and JavaScript count) where the fault is; the
   *     query's length for its end
   */
  LogQuerySyntaxException(int position, String fault, String hint) {
    super("character %d: %s; %s".formatted(position + 1, fault, hint));
    this.position = position;
  }

  /** From 0. */
  public int position() {
    return position;
  }
}
