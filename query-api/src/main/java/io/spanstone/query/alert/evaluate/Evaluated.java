package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.rule.PreparedRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation of a rule gave.
 *
 * @param step null if it failed, or if the rule records
 * @param error null unless it failed
 * @param late how many points came that evaluations before should have seen
 */
record Evaluated(
    PreparedRule rule,
    @Nullable Step step,
    List<Sample> samples,
    @Nullable String error,
    long nanos,
    long late) {

  Evaluated withLate(long points) {
    return new Evaluated(rule, step, samples, error, nanos, late + points);
  }
}
