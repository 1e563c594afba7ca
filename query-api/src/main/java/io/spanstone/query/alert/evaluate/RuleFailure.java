package io.spanstone.query.alert.evaluate;

/** A rule cannot be evaluated on what is there. The message is for its author. */
final class RuleFailure extends Exception {
  RuleFailure(String message) {
    super(message);
  }
}
