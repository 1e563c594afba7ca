package io.spanstone.collector.ship;

import java.time.Duration;

/**
 * How many bulk requests may be under way: one more after as many quick answers as are allowed,
 * half as many after a slow or refused one (AIMD), between 1 and a maximum. Not thread-safe.
 */
final class ConcurrencyLimit {
  private final int max;
  private final Duration slow;
  private double limit = 1;

  /**
   * @param slow an answer that takes longer says that there is too much to do
   */
  ConcurrencyLimit(int max, Duration slow) {
    this.max = max;
    this.slow = slow;
  }

  /** At least 1. */
  int allowed() {
    return (int) limit;
  }

  void answered(Duration latency) {
    if (latency.compareTo(slow) > 0) {
      overloaded();
    } else {
      limit = Math.min(max, limit + 1 / limit);
    }
  }

  void overloaded() {
    limit = Math.max(1, limit / 2);
  }
}
