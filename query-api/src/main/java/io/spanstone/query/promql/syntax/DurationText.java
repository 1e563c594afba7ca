package io.spanstone.query.promql.syntax;

/** Durations alone, as rules of Prometheus write them: {@code 5m}, {@code 1h30m}. */
public final class DurationText {
  private DurationText() {}

  /**
   * Milliseconds.
   *
   * @throws IllegalArgumentException if the text is no duration, or too long a one
   */
  public static long millis(String text) {
    if (text.equals("0")) {
      return 0;
    }
    try {
      if (!text.isEmpty()) {
        return NumberLiterals.durationMillis(text);
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // told below
    }
    throw new IllegalArgumentException("must be a duration such as 30s, 5m or 1h30m");
  }

  /** The shortest way to write it exactly. */
  public static String of(long millis) {
    return NumberLiterals.format(millis);
  }
}
