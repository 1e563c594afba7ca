package io.spanstone.query.alert.rule;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule that alerts, or one that records. Immutable.
 *
 * @param id empty until it is stored
 * @param name label {@code alertname}; of a recording rule the name of the series
 * @param group rules of a group are evaluated one after the other; empty for a rule that is alone
 * @param position in the group
 * @param recording whether the result is stored as series rather than alerted on
 * @param interval between two evaluations
 * @param holdFor how long the condition must hold before the alert fires ({@code for})
 * @param keepFiringFor how long it goes on to fire when the condition has ended
 * @param severity label {@code severity}; empty for none
 * @param labels further ones, as templates
 * @param annotations as templates
 * @param notifiers ids of those to be told by; empty if routes decide
 * @param enabled whether it is evaluated
 */
public record AlertRule(
    String id,
    String name,
    String group,
    int position,
    RuleCondition condition,
    boolean recording,
    Duration interval,
    Duration holdFor,
    Duration keepFiringFor,
    String severity,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<String> notifiers,
    boolean enabled) {

  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(15);

  public AlertRule {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    notifiers = List.copyOf(notifiers);
  }

  /** This rule under an id. */
  public AlertRule withId(String newId) {
    return new AlertRule(
        newId,
        name,
        group,
        position,
        condition,
        recording,
        interval,
        holdFor,
        keepFiringFor,
        severity,
        labels,
        annotations,
        notifiers,
        enabled);
  }

  /** This rule at a place of a group. */
  public AlertRule in(String newGroup, int newPosition) {
    return new AlertRule(
        id,
        name,
        newGroup,
        newPosition,
        condition,
        recording,
        interval,
        holdFor,
        keepFiringFor,
        severity,
        labels,
        annotations,
        notifiers,
        enabled);
  }

  /** This rule with others to be told by, and switched on or off. */
  public AlertRule with(List<String> newNotifiers, boolean newEnabled) {
    return new AlertRule(
        id,
        name,
        group,
        position,
        condition,
        recording,
        interval,
        holdFor,
        keepFiringFor,
        severity,
        labels,
        annotations,
        newNotifiers,
        newEnabled);
  }

  /** What is evaluated together: the group, or the rule if it is in none. */
  public String unit() {
    return group.isEmpty() ? "rule " + id : "group " + group;
  }

  /** The group that others are told: alone rules are in one of their interval. */
  public String shownGroup() {
    long millis = interval.toMillis();
    String time = millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    return group.isEmpty() ? "ungrouped-" + time : group;
  }
}
