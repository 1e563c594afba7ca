package io.spanstone.metric;

/** A query took longer than it may. */
public final class QueryTimeoutException extends LimitExceededException {
  public QueryTimeoutException() {
    super(
        "the query took longer than its time-out; raise the time-out, or ask for a shorter time or"
            + " fewer series");
  }
}
