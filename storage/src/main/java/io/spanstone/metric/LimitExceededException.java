package io.spanstone.metric;

/** A query asked for more than a limit allows. The message names the limit and what to do. */
public abstract class LimitExceededException extends RuntimeException {
  LimitExceededException(String message) {
    super(message);
  }
}
