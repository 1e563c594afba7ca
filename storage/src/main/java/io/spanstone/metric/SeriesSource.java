package io.spanstone.metric;

import java.io.IOException;
import java.util.List;

/** Where a query gets its series from. Implementations MUST be thread-safe. */
public interface SeriesSource {

  /**
   * The series that satisfy all matchers and have samples in a span of time, each with all of these
   * samples, stale markers included. No two have the same labels. The order is free. The caller
   * owns the list, but not the arrays within the series.
   *
   * @param matchers at least one of them does not match the empty value
   * @param fromMillisExclusive samples are later than this
   * @param toMillisInclusive and not later than this
   * @param hints what the caller will do with the samples, so that others that give the very same
   *     result may be returned instead; and how much it will take
   * @throws LimitExceededException if there is more than the hints' limits allow, or it takes
   *     longer; MUST be thrown before more is held in memory
   * @throws IOException if storage cannot be read
   */
  List<Series> select(
      List<LabelMatcher> matchers,
      long fromMillisExclusive,
      long toMillisInclusive,
      SelectHints hints)
      throws IOException;
}
