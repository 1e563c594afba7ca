package io.spanstone.collector.ship;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Keeps callers from a service that is down: after a few failures in a row it opens, and then lets
 * one probe through at a time, each after a longer wait, until one succeeds. Own code, since those
 * who wait must wake up when it lets them through, and since it fits on a page.
 *
 * <p>Times are of {@link System#nanoTime}. Not thread-safe.
 */
final class CircuitBreaker {
  private final int threshold;
  private final Backoff backoff;
  private final RandomGenerator random;
  private int failures;
  private int openings;
  private boolean probing;
  private long nextProbeNanos;

  /**
   * @param threshold failures in a row that open it
   */
  CircuitBreaker(int threshold, Backoff backoff, RandomGenerator random) {
    this.threshold = threshold;
    this.backoff = backoff;
    this.random = random;
  }

  boolean closed() {
    return failures < threshold;
  }

  /** How often it has opened since the last success. */
  int openings() {
    return openings;
  }

  /** Whether a call may be made now. If so, its result or {@link #released} must follow. */
  boolean permits(long nowNanos) {
    if (closed()) {
      return true;
    }
    if (probing || nowNanos - nextProbeNanos < 0) {
      return false;
    }
    probing = true;
    return true;
  }

  /**
   * How many milliseconds until a probe is let through, at least 1; 0 if that depends on other
   * things than time: none is needed, or one is under way.
   */
  long millisUntilProbe(long nowNanos) {
    if (closed() || probing) {
      return 0;
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nextProbeNanos - nowNanos) + 1);
  }

  /** The permitted call was not made. */
  void released() {
    probing = false;
  }

  /** A call did what it was for. */
  void succeeded() {
    failures = 0;
    openings = 0;
    probing = false;
  }

  /** The service answers, but it has not been seen to work: if it opens again, it waits longer. */
  void answered() {
    failures = 0;
    probing = false;
  }

  /** A call that was under way when the breaker opened changes nothing any more. */
  void failed(long nowNanos) {
    if (!closed() && !probing) {
      return;
    }
    failures++;
    probing = false;
    if (!closed()) {
      openings++;
      nextProbeNanos = nowNanos + backoff.after(openings, random).toNanos();
    }
  }
}
