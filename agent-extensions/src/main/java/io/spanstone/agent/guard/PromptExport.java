package io.spanstone.agent.guard;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends metrics shortly after a transition, instead of up to a metric interval later; transitions
 * that come together are sent together. Thread-safe.
 */
public final class PromptExport {

  private static final long DELAY_MILLIS = 500;

  private static volatile Runnable export = () -> {};
  private static final AtomicBoolean due = new AtomicBoolean();

  private PromptExport() {}

  /** How to send; it returns without waiting. */
  public static void by(Runnable exporter) {
    export = exporter;
  }

  static void soon() {
    if (due.compareAndSet(false, true)) {
      Future<?> unused =
          Scheduler.thread.schedule(
              () -> {
                due.set(false);
                export.run();
              },
              DELAY_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  /** Made when a breaker first changes its state, which in most services is never. */
  private static final class Scheduler {
    static final ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "spanstone-prompt-export");
              thread.setDaemon(true);
              thread.setContextClassLoader(null);
              return thread;
            });
  }
}
