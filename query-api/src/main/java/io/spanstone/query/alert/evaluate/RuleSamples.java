package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.metric.StaleMarker;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.rule.PreparedRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The series that rules make: what is recorded, and {@code ALERTS} of those that alert. A series
 * that a rule does not give any more is ended. Not thread-safe; one a lane.
 */
final class RuleSamples {
  private static final String ALERTS = "ALERTS";
  private static final String STATE = "alertstate";

  private final Map<String, Set<Labels>> last = new HashMap<>();

  /**
   * The samples of a recording rule.
   *
   * @throws RuleFailure if two elements would be the same series
   */
  List<Sample> recorded(PreparedRule rule, List<Found> found, long timeMillis) throws RuleFailure {
    Set<Labels> seen = new HashSet<>();
    List<Sample> samples = new ArrayList<>();
    for (Found element : found) {
      Labels labels = AlertLifecycle.recorded(rule, element);
      if (!seen.add(labels)) {
        throw new RuleFailure(
            "two elements would be recorded as %s; let the expression keep what tells them apart"
                .formatted(labels));
      }
      samples.add(new Sample(labels, timeMillis, element.value()));
    }
    return ended(rule.rule().id(), seen, samples, timeMillis);
  }

  /** That alerts are pending or firing. */
  List<Sample> alerts(String ruleId, Map<String, LiveAlert> live, long timeMillis) {
    Set<Labels> seen = new HashSet<>();
    List<Sample> samples = new ArrayList<>();
    for (LiveAlert each : live.values()) {
      Alert alert = each.alert();
      Labels labels =
          Labels.of(alert.labels())
              .with(Labels.METRIC_NAME, ALERTS)
              .with(STATE, alert.state().id());
      seen.add(labels);
      samples.add(new Sample(labels, timeMillis, 1));
    }
    return ended(ruleId, seen, samples, timeMillis);
  }

  /** Forgets what a rule gave. */
  void forget(String ruleId) {
    last.remove(ruleId);
  }

  private List<Sample> ended(
      String ruleId, Set<Labels> now, List<Sample> samples, long timeMillis) {
    Set<Labels> before = last.put(ruleId, now);
    if (before != null) {
      for (Labels labels : before) {
        if (!now.contains(labels)) {
          samples.add(new Sample(labels, timeMillis, StaleMarker.VALUE));
        }
      }
    }
    return samples;
  }
}
