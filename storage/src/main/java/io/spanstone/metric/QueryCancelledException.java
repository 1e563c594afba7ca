package io.spanstone.metric;

/** Nobody wants the answer any more: the thread of the query was interrupted. */
public final class QueryCancelledException extends LimitExceededException {
  public QueryCancelledException() {
    super("the query was cancelled");
  }
}
