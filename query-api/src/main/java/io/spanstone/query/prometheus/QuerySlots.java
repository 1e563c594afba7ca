package io.spanstone.query.prometheus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.metric.QueryCancelledException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many queries run at once, each of which holds samples in memory. Others wait in the
 * order in which they came, as long as their time-out lets them; where too many wait already, one
 * more is refused right away. Thread-safe.
 */
public final class QuerySlots {
  private static final int WAITING_PER_SLOT = 8;

  /** What is to be run with the time that is left. */
  interface Query<T> {
    T run(Duration left) throws IOException;
  }

  private final int count;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Counter refused;

  /**
   * @param count how many queries may run at once; at least 1
   */
  public QuerySlots(int count, MeterRegistry registry) {
    this.count = count;
    this.free = new Semaphore(count, true);
    this.refused =
        Counter.builder("spanstone.query.promql.refused")
            .description("PromQL queries answered 503 because too many were running and waiting")
            .register(registry);
    Gauge.builder("spanstone.query.promql.running", free, f -> count - f.availablePermits())
        .description("PromQL queries running now")
        .register(registry);
    Gauge.builder("spanstone.query.promql.waiting", waiting, AtomicInteger::get)
        .description("PromQL queries waiting for others to end")
        .register(registry);
  }

  /**
   * Runs a query as soon as there is a slot for it.
   *
   * @throws PrometheusException if there is none within its time-out, or too many wait for one
   */
  <T> T run(Duration timeout, Query<T> query) throws IOException {
    long begin = System.nanoTime();
    acquire(timeout);
    try {
      return query.run(timeout.minusNanos(System.nanoTime() - begin));
    } finally {
      free.release();
    }
  }

  private void acquire(Duration timeout) {
    if (free.tryAcquire()) {
      return;
    }
    if (waiting.incrementAndGet() > count * WAITING_PER_SLOT) {
      waiting.decrementAndGet();
      refused.increment();
      throw new PrometheusException(
          ErrorType.UNAVAILABLE,
          "%d queries are running and %d wait for them; try again in a second"
              .formatted(count, count * WAITING_PER_SLOT));
    }
    try {
      if (!free.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new PrometheusException(
            ErrorType.TIMEOUT,
            "the query waited for %d others until its time-out of %s; try again, or raise the"
                    .formatted(count, timeout)
                + " time-out");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryCancelledException();
    } finally {
      waiting.decrementAndGet();
    }
  }
}
