package io.spanstone.query.alert.notify;

import io.spanstone.query.alert.notifier.RateLimit;
import java.time.Duration;
import java.time.Instant;

/** Lets so many through at once, and so many in the long run. Not thread-safe. */
final class TokenBucket {
  private static final double MINUTE_NANOS = 60e9;

  private final RateLimit limit;
  private double tokens;
  private Instant filledAt;

  /** A full one. */
  TokenBucket(RateLimit limit, Instant now) {
    this.limit = limit;
    this.tokens = limit.burst();
    this.filledAt = now;
  }

  /** Takes one if there is one. */
  boolean take(Instant now) {
    fill(now);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  private void fill(Instant now) {
    if (now.isAfter(filledAt)) {
      double more = Duration.between(filledAt, now).toNanos() * limit.perMinute() / MINUTE_NANOS;
      tokens = Math.min(limit.burst(), tokens + more);
      filledAt = now;
    }
  }
}
