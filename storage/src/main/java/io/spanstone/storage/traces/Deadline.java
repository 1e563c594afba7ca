package io.spanstone.storage.traces;

import java.time.Duration;

/** The moment when a time budget is spent. */
final class Deadline {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final long atNanos;

  private Deadline(long atNanos) {
    this.atNanos = atNanos;
  }

  static Deadline in(Duration budget) {
    Duration bounded = budget.compareTo(LONGEST) < 0 ? budget : LONGEST;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  /** For what must be done whatever it takes. */
  static Deadline none() {
    return in(LONGEST);
  }

  boolean isOver() {
    return System.nanoTime() - atNanos >= 0;
  }
}
