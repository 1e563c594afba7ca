package io.spanstone.query.prometheus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.metric.QueryCancelledException;
import io.spanstone.metric.QueryTimeoutException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets so many queries run at once. Others wait, in the order in which they came, until their
 * deadline; where too many wait already, one more is refused right away. Thread-safe.
 */
final class Lane {
  private static final int WAITING_PER_SLOT = 8;

  /** What is to be run. */
  interface Work<T> {
    T run() throws IOException;
  }

  private final int count;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Counter refused;

  /**
   * @param name for the metrics
   * @param count how many may run at once; at least 1
   */
  Lane(String name, int count, MeterRegistry registry) {
    this.count = count;
    this.free = new Semaphore(count, true);
    this.refused =
        Counter.builder("spanstone.query.promql.refused")
            .description("Queries answered 503 because too many were running and waiting")
            .tag("lane", name)
            .register(registry);
    Gauge.builder("spanstone.query.promql.running", free, f -> count - f.availablePermits())
        .description("Queries running now; in the lane large those that need much memory")
        .tag("lane", name)
        .register(registry);
    Gauge.builder("spanstone.query.promql.waiting", waiting, AtomicInteger::get)
        .description("Queries waiting for others to end")
        .tag("lane", name)
        .register(registry);
  }

  /**
   * Runs as soon as there is room.
   *
   * @throws QueryTimeoutException if there is none before the deadline
   * @throws QueryCancelledException if the thread is interrupted while it waits
   * @throws PrometheusException if too many wait
   */
  <T> T run(long deadlineNanoTime, Work<T> work) throws IOException {
    if (!free.tryAcquire()) {
      await(deadlineNanoTime);
    }
    try {
      return work.run();
    } finally {
      free.release();
    }
  }

  private void await(long deadlineNanoTime) {
    if (waiting.incrementAndGet() > count * WAITING_PER_SLOT) {
      waiting.decrementAndGet();
      refused.increment();
      throw new PrometheusException(
          ErrorType.UNAVAILABLE,
          "%d queries are running and %d wait for them; try again in a second"
              .formatted(count, count * WAITING_PER_SLOT));
    }
    try {
      if (!free.tryAcquire(deadlineNanoTime - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new QueryTimeoutException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryCancelledException();
    } finally {
      waiting.decrementAndGet();
    }
  }
}
