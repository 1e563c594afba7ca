package io.spanstone.query.instances;

import java.time.Duration;
import java.util.Locale;

/** Whether an instance is heard of as often as it should be. */
public enum Liveness {
  UP,
  LATE,
  LOST;

  /** Up to so many silent intervals an instance is up. */
  private static final int UP_INTERVALS = 3;

  /** Up to so many it is late, then lost. */
  private static final int LATE_INTERVALS = 8;

  /**
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
