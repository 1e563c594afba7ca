package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.rule.PreparedRule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Asks what the conditions of rules give. */
interface RuleQuery {

  /** What came of one rule. */
  interface Taker {

    /**
     * The condition was asked.
     *
     * @param nanos how long that took
     */
    void found(PreparedRule rule, List<Found> found, long nanos);

    /** It cannot be answered on what is there. */
    void failed(PreparedRule rule, String why, long nanos);

    /** How many data came that evaluations before should have seen. */
    default void late(PreparedRule rule, Lateness lateness) {}
  }

  /**
   * Asks for all rules in their order, as of one time; each is taken before the next is asked. May
   * begin anew, from the first rule on; then {@code taker} is told the same again.
   *
   * @throws IOException if storage does not answer: then nothing that was taken counts
   */
  void ask(List<PreparedRule> rules, Instant at, Taker taker) throws IOException;
}
