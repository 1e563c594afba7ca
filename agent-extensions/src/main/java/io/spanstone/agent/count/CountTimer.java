package io.spanstone.agent.count;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Settles and sends counts at intervals, each on a thread of its own: to send takes as long as the
 * collector lets it wait. What fails once is done again. Thread-safe.
 */
final class CountTimer {
  private static final Logger logger = Logger.getLogger("io.spanstone.agent");
  private static final long SETTLES_EVERY_MILLIS = 250;
  private static final long SENDS_EVERY_MILLIS = 5_000;

  private final Runnable settle;
  private final Runnable send;
  private volatile boolean started;
  private @Nullable ScheduledExecutorService threads;

  CountTimer(Runnable settle, Runnable send) {
    this.settle = settle;
    this.send = send;
  }

  /** Begins, unless it has begun or was stopped. */
  void start() {
    if (!started) {
      startOnce();
    }
  }

  private synchronized void startOnce() {
    if (started) {
      return;
    }
    started = true;
    ScheduledExecutorService begun =
        Executors.newScheduledThreadPool(
            2,
            work -> {
              Thread daemon = new Thread(work, "spanstone-counts");
              daemon.setDaemon(true);
              daemon.setContextClassLoader(null); // of whoever made the first call
              return daemon;
            });
    repeat(begun, settle, SETTLES_EVERY_MILLIS);
    repeat(begun, send, SENDS_EVERY_MILLIS);
    threads = begun;
  }

  /** Begins nothing more. */
  synchronized void stop() {
    started = true;
    if (threads != null) {
      threads.shutdown();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it never fails
  private static void repeat(ScheduledExecutorService on, Runnable work, long millis) {
    on.scheduleWithFixedDelay(
        () -> {
          try {
            work.run();
          } catch (Throwable e) {
            logger.log(Level.WARNING, "calls are counted again after a failure", e);
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }
}
