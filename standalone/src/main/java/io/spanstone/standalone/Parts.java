package io.spanstone.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs. Parts are started one by one and stopped in the opposite order, by whichever thread
 * comes first: a stop that arrives during a start waits for the part that is starting, then no
 * further one does.
 */
final class Parts {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * Starts a part.
   *
   * @throws CancellationException if everything is being stopped
   */
  synchronized <T extends AutoCloseable> T start(Callable<T> part) throws Exception {
    if (asked.get()) {
      throw new CancellationException("stopping");
    }
    T started = part.call();
    running.push(started);
    return started;
  }

  /** Waits for that time, or until a stop is asked for; then it answers true. */
  boolean awaitStop(Duration timeout) throws InterruptedException {
    return stopping.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until a stop is asked for. */
  void awaitStop() throws InterruptedException {
    stopping.await();
  }

  /** Asks for the stop; from now on nothing starts. True for the first who asks. */
  boolean askToStop() {
    boolean first = asked.compareAndSet(false, true);
    stopping.countDown();
    return first;
  }

  /**
   * Stops all parts, last started first, and returns when all are stopped. A part that fails to
   * stop does not keep the others.
   */
  void stop() {
    askToStop();
    stopAll();
  }

  private synchronized void stopAll() {
    while (!running.isEmpty()) {
      AutoCloseable part = running.pop();
      try {
        part.close();
      } catch (Exception failure) {
        log.error("{} did not stop cleanly", part.getClass().getSimpleName(), failure);
      }
    }
  }
}
