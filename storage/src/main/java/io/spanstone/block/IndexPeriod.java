package io.spanstone.block;

import java.time.Duration;
import java.time.Instant;

/** The span of event time, in UTC, that one index holds. */
public enum IndexPeriod {
  DAY(Duration.ofDays(1)),
  HOUR(Duration.ofHours(1));

  private final Duration length;

  IndexPeriod(Duration length) {
    this.length = length;
  }

  public Duration length() {
    return length;
  }

  /** The start of the period that {@code time} lies in. */
  public Instant startOf(Instant time) {
    long seconds = length.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
  }
}
