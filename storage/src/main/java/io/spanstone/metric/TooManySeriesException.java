package io.spanstone.metric;

/** A query would touch more series than is allowed. */
public final class TooManySeriesException extends LimitExceededException {
  public TooManySeriesException(int limit) {
    super(
        "the query touches more than %,d series; add label matchers to its selectors"
            .formatted(limit));
  }
}
