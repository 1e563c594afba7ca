package io.spanstone.query.api;

import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many searches run at once, each of which holds inflated blocks in memory. One too many
 * is refused right away rather than left to wait. Thread-safe.
 */
public final class SearchSlots {

  /** Something that reads from storage. */
  @FunctionalInterface
  interface Search<T> {
    T run() throws IOException;
  }

  private final int count;
  private final Semaphore free;
  private final Counter refused;

  /**
   * @param count how many searches may run at once; at least 1
   */
  public SearchSlots(int count, MeterRegistry registry) {
    this.count = count;
    this.free = new Semaphore(count);
    this.refused =
        Counter.builder("spanstone.query.searches.refused")
            .description("Searches answered 503 because too many were running")
            .register(registry);
    Gauge.builder("spanstone.query.searches.running", free, f -> count - f.availablePermits())
        .description("Searches running now")
        .register(registry);
  }

  /**
   * Runs the search if a slot is free.
   *
   * @throws ProblemException with 503 if none is
   */
  <T> T run(Search<T> search) throws IOException {
    if (!free.tryAcquire()) {
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
}
