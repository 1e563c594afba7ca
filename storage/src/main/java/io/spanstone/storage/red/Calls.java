package io.spanstone.storage.red;

/**
 * What is known of the calls, or spans, of one group in one stretch of time.
 *
 * @param count how many, exactly
 * @param errors how many of them failed, exactly
 * @param p50Nanos half of them took this long or less, within 1 %; likewise the others. 0 if there
 *     are none
 * @param slow how many did not fail, but took longer than the query's threshold; 0 if it has none
 */
public record Calls(
    long count,
    long errors,
    long p50Nanos,
    long p90Nanos,
    long p95Nanos,
    long p99Nanos,
    long slow) {
  /** No calls at all. */
  public static final Calls NONE = new Calls(0, 0, 0, 0, 0, 0, 0);

  /** Calls that no threshold was asked of. */
  public Calls(
      long count, long errors, long p50Nanos, long p90Nanos, long p95Nanos, long p99Nanos) {
    this(count, errors, p50Nanos, p90Nanos, p95Nanos, p99Nanos, 0);
  }

  /** Errors ÷ calls; 0 if there are none. */
  double errorRate() {
    return count == 0 ? 0 : (double) errors / count;
  }
}
