package io.spanstone.node;

import java.time.Duration;

/** Doubling delays between restarts; a life long enough to be healthy starts them over. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /** How long to wait before the restart that follows a life of that length. */
  Duration afterLifeOf(Duration life) {
    Duration delay = life.compareTo(HEALTHY) >= 0 ? FIRST : next;
    Duration doubled = delay.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return delay;
  }
}
