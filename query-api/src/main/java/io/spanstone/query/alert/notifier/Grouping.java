package io.spanstone.query.alert.notifier;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which alerts are told together, and when.
 *
 * @param by names of labels; alerts that agree in them are told together. {@code ...} alone stands
 *     for all labels: every alert is told for itself
 * @param delay in which others may come, before a notice
 * @param interval between two notices of a group, at least
 * @param repeatInterval after which the same is told again, while it fires
 */
public record Grouping(
    List<String> by, Duration delay, Duration interval, Duration repeatInterval) {
  static final String ALL = "...";

  public Grouping {
    by = List.copyOf(by);
  }

  /** The labels of the group that an alert is told in; those it does not have are left out. */
  public Map<String, String> labelsOf(Map<String, String> labels) {
    Map<String, String> group = new TreeMap<>(labels);
    if (!by.equals(List.of(ALL))) {
      group.keySet().retainAll(by);
    }
    return group;
  }
}
