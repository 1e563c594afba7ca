package io.spanstone.query.promql.value;

/**
 * The times for which an expression is evaluated: {@code start, start + step, ...} up to {@code
 * end}.
 *
 * @param stepMillis positive; 0 of one time alone
 */
public record Grid(long startMillis, long endMillis, long stepMillis) {

  public static Grid instant(long timeMillis) {
    return new Grid(timeMillis, timeMillis, 0);
  }

  /** How many times there are; may be more than an array could hold, or none. */
  public long length() {
    if (endMillis <= startMillis) {
      return endMillis < startMillis ? 0 : 1;
    }
    return (endMillis - startMillis) / stepMillis + 1;
  }

  /** How many times there are, if that is known to be a small number. */
  public int steps() {
    return Math.toIntExact(length());
  }

  /** The last of the times, if there is any. */
  public long lastMillis() {
    return startMillis + (length() - 1) * stepMillis;
  }

  public long timeMillis(int step) {
    return startMillis + step * stepMillis;
  }
}
