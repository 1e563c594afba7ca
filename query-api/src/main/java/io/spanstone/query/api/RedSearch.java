package io.spanstone.query.api;

import io.javalin.http.HttpStatus;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.metric.QueryTimeoutException;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.TooManySeriesException;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;

/** Bounds what one answer about services may take. Thread-safe. */
public final class RedSearch {
  private static final int MAX_GROUPS = 20_000;

  /** Of eight bytes each. */
  private static final long MAX_NUMBERS = 4L << 20;

  private final SearchSlots slots;
  private final Duration budget;

  public RedSearch(SearchSlots slots, Duration budget) {
    this.slots = slots;
    this.budget = budget;
  }

  /** Something that reads within limits. */
  @FunctionalInterface
  interface Limited<T> {
    T run(SelectLimits limits) throws IOException;
  }

  /**
   * Runs the search if a slot is free.
   *
   * @throws ProblemException with 422 if it takes more than it may, with 503 if no slot is free
   */
  <T> T run(Limited<T> search) throws IOException {
    SelectLimits limits =
        new SelectLimits(MAX_GROUPS, MAX_NUMBERS, System.nanoTime() + budget.toNanos());
    try {
      return slots.run(() -> search.run(limits));
    } catch (LimitExceededException e) {
      throw new ProblemException(Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, detail(e)));
    }
  }

  private String detail(LimitExceededException e) {
    if (e instanceof TooManySeriesException) {
      return "there are more than %,d groups, which is the limit; ask for one service or operation"
          .formatted(MAX_GROUPS);
    }
    if (e instanceof QueryTimeoutException) {
      return "it takes longer than %,d ms, which is the limit; ask for a shorter time, for one service, or with start and step on whole minutes or hours"
          .formatted(budget.toMillis());
    }
    return "the answer needs more than %,d numbers in memory, which is the limit; ask for fewer steps, a shorter time, or one service"
        .formatted(MAX_NUMBERS);
  }
}
