package io.spanstone.query.alert.rule;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.query.promql.Promql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds recording rules that read what they record, themselves or by way of others. */
public final class RecordingLoops {
  private final Map<String, List<AlertRule>> byName = new LinkedHashMap<>();
  private final Set<String> done = new HashSet<>();
  private final List<String> path = new ArrayList<>();

  private RecordingLoops(List<AlertRule> rules) {
    for (AlertRule rule : rules) {
      if (rule.recording()) {
        byName.computeIfAbsent(rule.name(), name -> new ArrayList<>()).add(rule);
      }
    }
  }

  /** The names along a loop, such as {@code a → b → a}; nothing if there is none. */
  public static Optional<String> find(List<AlertRule> rules) {
    RecordingLoops loops = new RecordingLoops(rules);
    for (String name : loops.byName.keySet()) {
      Optional<String> loop = loops.from(name);
      if (loop.isPresent()) {
        return loop;
      }
    }
    return Optional.empty();
  }

  private Optional<String> from(String name) {
    int begin = path.indexOf(name);
    if (begin >= 0) {
      List<String> loop = new ArrayList<>(path.subList(begin, path.size()));
      loop.add(name);
      return Optional.of(String.join(" → ", loop));
    }
    if (done.contains(name)) {
      return Optional.empty();
    }
    path.add(name);
    for (String read : readBy(name)) {
      Optional<String> loop = from(read);
      if (loop.isPresent()) {
        return loop;
      }
    }
    path.remove(path.size() - 1);
    done.add(name);
    return Optional.empty();
  }

  /** The recorded names that the rules of this name select. */
  private Set<String> readBy(String name) {
    Set<String> read = new HashSet<>();
    for (AlertRule rule : byName.getOrDefault(name, List.of())) {
      String expr = ((RuleCondition.Promql) rule.condition()).expr();
      for (List<LabelMatcher> selector : Promql.selectors(Promql.parse(expr))) {
        byName.keySet().stream().filter(other -> selects(selector, other)).forEach(read::add);
      }
    }
    return read;
  }

  private static boolean selects(List<LabelMatcher> selector, String name) {
    return selector.stream()
        .filter(matcher -> matcher.name().equals(Labels.METRIC_NAME))
        .allMatch(matcher -> matcher.matches(name));
  }
}
