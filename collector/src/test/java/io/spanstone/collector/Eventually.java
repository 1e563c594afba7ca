package io.spanstone.collector;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits in tests for what happens on other threads. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Eventually() {}

  /** Returns as soon as the condition holds; fails if it does not within a minute. */
  static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        fail("not within " + PATIENCE + ": " + what);
      }
      Thread.sleep(10);
    }
  }
}
