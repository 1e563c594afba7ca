package io.spanstone.block;

import java.time.Instant;

/**
 * Applies a {@link PeriodRule} to one record after the other; quick as long as their event times
 * stay in one period. Not thread-safe.
 */
final class PeriodCursor {
  private final PeriodRule rule;
  private Instant period = Instant.EPOCH;

  /** The event times that are known to belong to {@link #period}; none at first. */
  private long firstUnixNano = 1;

  private long lastUnixNano;

  PeriodCursor(PeriodRule rule) {
    this.rule = rule;
  }

  Instant periodOf(long eventTimeUnixNano) {
    if (eventTimeUnixNano < firstUnixNano || eventTimeUnixNano > lastUnixNano) {
      period = rule.periodOf(eventTimeUnixNano);
      firstUnixNano = eventTimeUnixNano;
      lastUnixNano = eventTimeUnixNano;
      if (rule.isCredible(eventTimeUnixNano)) {
        widen();
      }
    }
    return period;
  }

  private void widen() {
    long periodEnd = UnixNano.of(period.plus(rule.period().length()));
    firstUnixNano = Math.max(UnixNano.of(period), UnixNano.of(rule.earliest()));
    lastUnixNano = Math.min(periodEnd - 1, UnixNano.of(rule.latest()));
  }
}
