package io.spanstone.storage.metrics;

import java.util.OptionalLong;

/** When a counter was 0 again. */
final class Restart {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Restart() {}

  /**
   * The time of a 0 between two samples of a counter, of which the later counts from {@code start}
   * on; empty if that is no later than the earlier sample, or there is no millisecond between them.
   * All times are nanoseconds since the epoch.
   */
  static OptionalLong between(long earlier, long start, long later) {
    if (start <= earlier) {
      return OptionalLong.empty();
    }
    long millis = Math.max(start / NANOS_PER_MILLI, earlier / NANOS_PER_MILLI + 1);
    return millis < later / NANOS_PER_MILLI
        ? OptionalLong.of(millis * NANOS_PER_MILLI)
        : OptionalLong.empty();
  }
}
