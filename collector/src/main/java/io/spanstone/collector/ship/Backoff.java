package io.spanstone.collector.ship;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: exponential, with full jitter, so that many who failed at
 * once do not come back at once.
 *
 * @param base the longest wait after the first failure; positive
 * @param max the longest wait after any failure; not less than {@code base}
 */
public record Backoff(Duration base, Duration max) {
  /** Up to 250 ms after the first failure, up to 10 s in the end. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

  public Backoff {
    if (base.isNegative() || base.isZero() || max.compareTo(base) < 0) {
      throw new IllegalArgumentException("back-off from " + base + " to " + max);
    }
  }

  /**
   * A wait between nothing and {@code base * 2^(failures - 1)}, at most {@code max}.
   *
   * @param failures in a row, at least 1
   */
  public Duration after(int failures, RandomGenerator random) {
    return Duration.ofNanos(random.nextLong(bound(failures).toNanos() + 1));
  }

  Duration bound(int failures) {
    Duration bound = base;
    for (int i = 1; i < failures && bound.compareTo(max) < 0; i++) {
      bound = bound.multipliedBy(2);
    }
    return bound.compareTo(max) < 0 ? bound : max;
  }
}
