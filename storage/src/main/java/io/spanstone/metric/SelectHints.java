package io.spanstone.metric;

/**
 * What a query will do with the series that it selects: look at windows {@code (t - range, t]} for
 * {@code t = start, start + step, ...} up to {@code end}.
 *
 * @param startMillis the first such t, with offset and {@code @} applied
 * @param endMillis the last t, or later by less than a step
 * @param stepMillis positive; 0 if there is one t only
 * @param rangeMillis the range of a range selector, or 0: an instant selector, which takes the
 *     newest sample of its lookback
 * @param function the function that is applied to the range directly, as in {@code rate}; empty if
 *     there is none
 * @param countsOnly whether only count and sum of histograms matter, so that those of delta series
 *     may come {@linkplain NativeHistogram#withoutBuckets without buckets}
 * @param limits bound what may be returned
 */
public record SelectHints(
    long startMillis,
    long endMillis,
    long stepMillis,
    long rangeMillis,
    String function,
    boolean countsOnly,
    SelectLimits limits) {

  /** Hints of a query that looks at the buckets of histograms. */
  public SelectHints(
      long startMillis,
      long endMillis,
      long stepMillis,
      long rangeMillis,
      String function,
      SelectLimits limits) {
    this(startMillis, endMillis, stepMillis, rangeMillis, function, false, limits);
  }
}
