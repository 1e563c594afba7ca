package io.spanstone.query.request;

import java.time.Duration;

/** Lengths of time as requests write them: {@code 250ms}, {@code 15s}, {@code 1m}, {@code 4h}. */
public final class DurationText {
  private static final long MILLIS = 1_000_000;

  private DurationText() {}

  /**
   * The largest unit of {@code ns}, {@code us}, {@code ms}, {@code s}, {@code m}, {@code h} that
   * fits.
   */
  public static String of(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    if (nanos % (3_600_000 * MILLIS) == 0) {
      return nanos / (3_600_000 * MILLIS) + "h";
    }
    if (nanos % (60_000 * MILLIS) == 0) {
      return nanos / (60_000 * MILLIS) + "m";
    }
    if (nanos % (1_000 * MILLIS) == 0) {
      return nanos / (1_000 * MILLIS) + "s";
    }
    if (nanos % MILLIS == 0) {
      return nanos / MILLIS + "ms";
    }
    return nanos % 1_000 == 0 ? nanos / 1_000 + "us" : nanos + "ns";
  }
}
