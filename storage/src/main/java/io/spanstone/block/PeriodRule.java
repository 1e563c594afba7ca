package io.spanstone.block;

import java.time.Duration;
import java.time.Instant;

/**
 * Says which period's index a record goes to: that of its event time, if that lies within {@code
 * [segmentCreatedAt - retention, segmentCreatedAt + 1 day]}; else, a clock being wrong somewhere,
 * that of the segment's creation. Depends on the segment alone, never on the time of packing, so
 * packing again gives the same blocks.
 *
 * @param period of the indices
 * @param segmentCreatedAt when the segment was opened, by the collector's clock
 * @param retention of the signal
 */
public record PeriodRule(IndexPeriod period, Instant segmentCreatedAt, Duration retention) {
  private static final Duration LARGEST_CLOCK_LEAD = Duration.ofDays(1);

  /** The start of the period for a record of that event time (nanoseconds since the epoch). */
  public Instant periodOf(long eventTimeUnixNano) {
    boolean credible = isCredible(eventTimeUnixNano);
    return period.startOf(credible ? UnixNano.toInstant(eventTimeUnixNano) : segmentCreatedAt);
  }

  boolean isCredible(long eventTimeUnixNano) {
    Instant event = UnixNano.toInstant(eventTimeUnixNano);
    return eventTimeUnixNano > 0 && !event.isBefore(earliest()) && !event.isAfter(latest());
  }

  /** The earliest event time that is credible. */
  public Instant earliest() {
    return segmentCreatedAt.minus(retention);
  }

  /** The latest event time that is credible. */
  public Instant latest() {
    return segmentCreatedAt.plus(LARGEST_CLOCK_LEAD);
  }
}
