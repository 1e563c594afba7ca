package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.rule.PreparedRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation of a rule gave.
 *
 * @param step null if it failed, or if the rule records
 * @param error null unless it failed
 * @param lateness what is known of data that came late
 */
record Evaluated(
    PreparedRule rule,
    @Nullable Step step,
    List<Sample> samples,
    @Nullable String error,
    long nanos,
    Lateness lateness) {

  Evaluated with(Lateness known) {
    return new Evaluated(rule, step, samples, error, nanos, known);
  }
}
