package io.spanstone.query.promql.value;

/** A query that is well-formed cannot be evaluated on these series. The message says why. */
public final class PromqlEvaluationException extends RuntimeException {
  public PromqlEvaluationException(String message) {
    super(message);
  }
}
