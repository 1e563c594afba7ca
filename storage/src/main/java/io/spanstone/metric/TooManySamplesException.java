package io.spanstone.metric;

/** A query would hold more samples in memory than is allowed. */
public final class TooManySamplesException extends LimitExceededException {
  public TooManySamplesException(long limit) {
    super(
        "the query needs more than %,d samples in memory; ask for a shorter time, a larger step or"
                .formatted(limit)
            + " fewer series");
  }
}
