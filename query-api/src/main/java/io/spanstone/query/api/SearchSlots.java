package io.spanstone.query.api;

import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many searches run at once, each of which holds inflated blocks in memory. Others wait
 * for a moment, since a page asks several questions at once; who has waited too long, or would have
 * too many before it, is refused. Thread-safe.
 */
public final class SearchSlots {

  /** Something that reads from storage. */
  @FunctionalInterface
  interface Search<T> {
    T run() throws IOException;
  }

  /** For each that runs so many may wait. */
  private static final int WAITING_PER_SLOT = 4;

  private final int count;
  private final Duration patience;
  private final Semaphore free;
  private final Counter refused;

  /**
   * @param count how many searches may run at once; at least 1
   * @param patience how long one may wait
   */
  public SearchSlots(int count, Duration patience, MeterRegistry registry) {
    this.count = count;
    this.patience = patience;
    this.free = new Semaphore(count, true);
    this.refused =
        Counter.builder("spanstone.query.searches.refused")
            .description("Searches answered 503 because too many were running")
            .register(registry);
    Gauge.builder("spanstone.query.searches.running", free, f -> count - f.availablePermits())
        .description("Searches running now")
        .register(registry);
    Gauge.builder("spanstone.query.searches.waiting", free, Semaphore::getQueueLength)
        .description("Searches waiting for others to end")
        .register(registry);
  }

  /**
   * Runs the search as soon as a slot is free.
   *
   * @throws ProblemException with 503 if none is for too long
   */
  <T> T run(Search<T> search) throws IOException {
    if (!acquire()) {
      refused.increment();
      throw new ProblemException(
          Problem.of(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "%d searches are running already; try again in a second".formatted(count))
              .withHeader(Header.RETRY_AFTER, "1"));
    }
    try {
      return search.run();
    } finally {
      free.release();
    }
  }

  private boolean acquire() {
    if (free.getQueueLength() >= count * WAITING_PER_SLOT) {
      return false;
    }
    try {
      return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
