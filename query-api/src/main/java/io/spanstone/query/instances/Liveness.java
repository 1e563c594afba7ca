package io.spanstone.query.instances;

import java.time.Duration;
import java.util.Locale;

/** Whether an instance lives, as far as anybody knows. */
public enum Liveness {
  /** It is heard of as often as it should be. */
  UP,
  /** It is not, of late. */
  LATE,
  /** It has not been for so long that it must be taken for dead. */
  LOST,
  /** A registry has it and hears it, but no telemetry of it comes. */
  SILENT,
  /** It told that it goes. */
  STOPPED;

  /** Up to so many silent intervals an instance is up. */
  static final int UP_INTERVALS = 3;

  /** Up to so many it is late, then lost. */
  private static final int LATE_INTERVALS = 8;

  /**
   * What silence alone says.
   *
   * @param silence how long nothing was heard of it; negative if its clock is ahead
   * @param interval how often something is to be heard of it at least
   */
  static Liveness of(Duration silence, Duration interval) {
    if (silence.compareTo(interval.multipliedBy(UP_INTERVALS)) <= 0) {
      return UP;
    }
    return silence.compareTo(interval.multipliedBy(LATE_INTERVALS)) <= 0 ? LATE : LOST;
  }

  /** As answers have it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
