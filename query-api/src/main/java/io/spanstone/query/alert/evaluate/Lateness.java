package io.spanstone.query.alert.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * What an evaluation knows of data that came late.
 *
 * @param points how many came that the evaluation before should have seen, as far as is known
 * @param compared whether that one was made here; else what it has seen has to be asked of what it
 *     wrote down
 * @param overlap null if it is not known
 */
record Lateness(long points, boolean compared, @Nullable Overlap overlap) {
  /** Nothing is known. */
  static final Lateness UNKNOWN = new Lateness(0, false, null);

  /**
   * How many points evaluations share that follow each other.
   *
   * @param before points that the one before should have seen
   * @param next points that the next one sees again; it should not find more
   */
  record Overlap(long before, long next) {}

  /**
   * How many points came late.
   *
   * @param seen how many of them whoever made the evaluation before has seen; null if that is not
   *     known
   */
  long points(@Nullable Long seen) {
    return compared || seen == null || overlap == null
        ? points
        : Math.max(0, overlap.before() - seen);
  }
}
