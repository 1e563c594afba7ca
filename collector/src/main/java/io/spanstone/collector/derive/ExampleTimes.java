package io.spanstone.collector.derive;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells which series are due for an example: those that had none in the last ten minutes.
 * Thread-safe.
 */
final class ExampleTimes {
  static final Duration INTERVAL = Duration.ofMinutes(10);

  private final int maxSeries;
  private final Set<Long> shown = new HashSet<>();
  private Instant intervalEnd = Instant.MIN;

  /**
   * @param maxSeries how many series have examples in one interval; a series is known by its hash
   */
  ExampleTimes(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  /** Whether a series is due; then it is not again in this interval. */
  synchronized boolean isDue(long series, Instant now) {
    if (!now.isBefore(intervalEnd)) {
      shown.clear();
      intervalEnd = now.plus(INTERVAL);
    }
    return shown.size() < maxSeries && shown.add(series);
  }
}
