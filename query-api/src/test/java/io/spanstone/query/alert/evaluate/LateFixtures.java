package io.spanstone.query.alert.evaluate;

import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules with nothing but a condition, and how late they say the data of an evaluation were. */
final class LateFixtures {
  private LateFixtures() {}

  static PreparedRule rule(String id, RuleCondition condition, Duration interval) {
    return PreparedRule.of(
        new AlertRule(
            id,
            "Rule",
            "",
            0,
            condition,
            false,
            interval,
            Duration.ZERO,
            Duration.ZERO,
            "",
            Map.of(),
            Map.of(),
            List.of(),
            true));
  }

  /** Takes what evaluations say of late data, by the rule's id; none may fail. */
  static final class Taken implements RuleQuery.Taker {
    private final Map<String, Lateness> byRule = new HashMap<>();

    Map<String, Lateness> byRule() {
      return byRule;
    }

    @Override
    public void found(PreparedRule rule, List<Found> found, long nanos) {}

    @Override
    public void failed(PreparedRule rule, String why, long nanos) {
      throw new AssertionError(why);
    }

    @Override
    public void late(PreparedRule rule, Lateness lateness) {
      byRule.put(rule.rule().id(), lateness);
    }
  }
}
