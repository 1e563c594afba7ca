package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.rule.PreparedRule;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Evaluates rules in their order as of one time; what one records, and that its alerts are active,
 * those after it see. Writes nothing down.
 */
final class GroupEvaluation implements RuleQuery.Taker {
  private final Instant at;
  private final Function<String, Map<String, LiveAlert>> before;
  private final RuleSamples samples;
  private final RecentSamples recent;
  private final Map<String, Evaluated> evaluated = new LinkedHashMap<>();

  private GroupEvaluation(
      Instant at,
      Function<String, Map<String, LiveAlert>> before,
      RuleSamples samples,
      RecentSamples recent) {
    this.at = at;
    this.before = before;
    this.samples = samples;
    this.recent = recent;
  }

  /**
   * Evaluates.
   *
   * @param before the alerts that a rule had, by its id
   * @throws IOException if storage does not answer
   */
  static Collection<Evaluated> run(
      RuleQuery query,
      List<PreparedRule> rules,
      Instant at,
      Function<String, Map<String, LiveAlert>> before,
      RuleSamples samples,
      RecentSamples recent)
      throws IOException {
    GroupEvaluation evaluation = new GroupEvaluation(at, before, samples, recent);
    recent.expire(at.toEpochMilli());
    query.ask(rules, at, evaluation);
    return evaluation.evaluated.values();
  }

  @Override
  public void found(PreparedRule rule, List<Found> found, long nanos) {
    String id = rule.rule().id();
    try {
      if (rule.rule().recording()) {
        List<Sample> recorded = samples.recorded(rule, found, at.toEpochMilli());
        recorded.forEach(recent::add);
        evaluated.put(id, new Evaluated(rule, null, recorded, null, nanos, Lateness.UNKNOWN));
        return;
      }
      Step step = AlertLifecycle.step(rule, before.apply(id), found, at);
      List<Sample> alerts = samples.alerts(id, step.live(), at.toEpochMilli());
      alerts.forEach(recent::add);
      evaluated.put(id, new Evaluated(rule, step, alerts, null, nanos, Lateness.UNKNOWN));
    } catch (RuleFailure e) {
      failed(rule, String.valueOf(e.getMessage()), nanos);
    }
  }

  @Override
  public void failed(PreparedRule rule, String why, long nanos) {
    evaluated.put(
        rule.rule().id(), new Evaluated(rule, null, List.of(), why, nanos, Lateness.UNKNOWN));
  }

  @Override
  public void late(PreparedRule rule, Lateness lateness) {
    evaluated.computeIfPresent(rule.rule().id(), (id, each) -> each.with(lateness));
  }
}
