package io.spanstone.collector;

import static org.assertj.core.api.Assertions.fail;

import io.spanstone.storage.cluster.StorageException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits in tests for what happens on other threads. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Eventually() {}

  /**
   * Returns as soon as the condition holds; fails if it does not within a minute. A storage that
   * fails, such as one whose index is being created, does not hold.
   */
  static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() - deadlineNanos > 0) {
        fail("not within " + PATIENCE + ": " + what);
      }
      Thread.sleep(10);
    }
  }

  private static boolean holds(Callable<Boolean> condition) throws Exception {
    try {
      return condition.call();
    } catch (StorageException e) {
      return false;
    }
  }
}
