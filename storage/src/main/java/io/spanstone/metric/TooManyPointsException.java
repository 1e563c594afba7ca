package io.spanstone.metric;

/** A range query has more steps than is allowed. */
public final class TooManyPointsException extends LimitExceededException {
  public TooManyPointsException(long points, int limit) {
    super(
        "the query would return %,d points for each series, the limit is %,d; use a larger step or"
                .formatted(points, limit)
            + " a shorter time");
  }
}
