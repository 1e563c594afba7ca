package io.spanstone.query.alert.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after so many failures in a row: 1 s, doubled each time, a fifth more or less.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final double JITTER = 0.2;

  private Backoff() {}

  /**
   * @param failures 1 at least
   * @param asked what the receiver asks for, which is a minimum; null if it asks for nothing
   */
  static Duration after(int failures, @Nullable Duration asked, RandomGenerator random) {
    double doubled = FIRST.toMillis() * Math.pow(2, Math.min(failures - 1, 20));
    double bounded = Math.min(doubled, (double) LONGEST.toMillis());
    double jittered = bounded * (1 - JITTER + 2 * JITTER * random.nextDouble());
    Duration wait = Duration.ofMillis((long) jittered);
    return asked == null || asked.compareTo(wait) < 0 ? wait : asked;
  }
}
