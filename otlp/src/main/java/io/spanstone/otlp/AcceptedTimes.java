package io.spanstone.otlp;

import java.time.Instant;

/**
 * The event times that data points may have; a point of any other time is refused. Both in
 * nanoseconds since the Unix epoch, inclusive.
 */
public record AcceptedTimes(long earliestUnixNano, long latestUnixNano) {
  /** Any time at all, and none. */
  public static final AcceptedTimes ALL = new AcceptedTimes(0, -1);

  /** Whether it lies between the two; OTLP's times are unsigned, and 0 is no time. */
  public boolean accept(long unsignedUnixNano) {
    return Long.compareUnsigned(unsignedUnixNano, earliestUnixNano) >= 0
        && Long.compareUnsigned(unsignedUnixNano, latestUnixNano) <= 0;
  }

  @Override
  public String toString() {
    return equals(ALL) ? "any time" : instant(earliestUnixNano) + " and " + instant(latestUnixNano);
  }

  private static Instant instant(long unixNano) {
    return Instant.ofEpochSecond(0, unixNano);
  }
}
