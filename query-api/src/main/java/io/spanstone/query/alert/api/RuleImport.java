package io.spanstone.query.alert.api;

import io.spanstone.query.alert.exchange.RuleFile;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RecordingLoops;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.alert.rule.RuleJson;
import io.spanstone.query.alert.rule.StoredRule;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What becomes of the stored rules when a file is imported. A rule of the file is the stored one of
 * its group that is the same, else one that has its name: this keeps its id, and so its alerts, and
 * what a file cannot say of it. Rules over logs, which are in no file, stay as they are, and so do
 * rules in no group that the file does not have.
 */
final class RuleImport {

  /** A rule in place of another. */
  record Change(StoredRule before, AlertRule after) {}

  private final List<AlertRule> created = new ArrayList<>();
  private final List<Change> changed = new ArrayList<>();
  private final List<StoredRule> deleted = new ArrayList<>();
  private final List<AlertRule> staying = new ArrayList<>();
  private int unchanged;

  private RuleImport() {}

  /**
   * Compares.
   *
   * @throws ProblemException if the rules that there would be do not go together
   */
  static RuleImport of(RuleFile file, List<StoredRule> stored) {
    List<AlertRule> wanted = new ArrayList<>();
    for (AlertRule rule : file.rules()) {
      AlertRule alone = rule.in("", 0);
      wanted.add(alone.shownGroup().equals(rule.group()) ? alone : rule);
    }
    RuleImport result = new RuleImport();
    Map<String, List<StoredRule>> candidates = new LinkedHashMap<>();
    Set<String> ids = new HashSet<>();
    stored.stream()
        .sorted(Comparator.comparing(each -> each.rule().position()))
        .forEach(
            each -> {
              AlertRule rule = each.rule();
              ids.add(rule.id());
              if (file.groups().contains(rule.shownGroup()) && isInFiles(rule)) {
                candidates.computeIfAbsent(key(rule), key -> new ArrayList<>()).add(each);
              } else {
                result.staying.add(rule);
              }
            });
    result.match(wanted, candidates, ids);
    result.check(wanted);
    return result;
  }

  private static boolean isInFiles(AlertRule rule) {
    return rule.condition() instanceof RuleCondition.Promql;
  }

  private void match(
      List<AlertRule> wanted, Map<String, List<StoredRule>> candidates, Set<String> ids) {
    List<AlertRule> others = new ArrayList<>();
    for (AlertRule rule : wanted) {
      if (!takeOver(rule, candidates, each -> as(rule, each).equals(each))) {
        others.add(rule);
      }
    }
    for (AlertRule rule : others) {
      if (!takeOver(rule, candidates, each -> true)) {
        String id = Ids.of(key(rule));
        created.add(rule.withId(ids.add(id) ? id : Ids.random()));
      }
    }
    for (List<StoredRule> rest : candidates.values()) {
      for (StoredRule left : rest) {
        if (left.rule().group().isEmpty()) {
          staying.add(left.rule());
        } else {
          deleted.add(left);
        }
      }
    }
  }

  /** The first of its name that is the same rule becomes it. */
  private boolean takeOver(
      AlertRule rule, Map<String, List<StoredRule>> candidates, Predicate<AlertRule> isSame) {
    List<StoredRule> named = candidates.getOrDefault(key(rule), List.of());
    for (StoredRule candidate : named) {
      AlertRule before = candidate.rule();
      if (isSame.test(before)) {
        named.remove(candidate);
        AlertRule after = as(rule, before);
        if (after.equals(before)) {
          unchanged++;
          staying.add(before);
        } else {
          changed.add(new Change(candidate, after));
        }
        return true;
      }
    }
    return false;
  }

  /** With what a file cannot say. */
  private static AlertRule as(AlertRule rule, AlertRule stored) {
    return rule.with(stored.notifiers(), stored.enabled()).withId(stored.id());
  }

  private static String key(AlertRule rule) {
    return rule.shownGroup() + '\0' + rule.recording() + '\0' + rule.name();
  }

  private void check(List<AlertRule> wanted) {
    List<AlertRule> all = new ArrayList<>(staying);
    all.addAll(created);
    changed.forEach(each -> all.add(each.after()));
    if (all.size() > RuleChecks.MAX_RULES) {
      throw fault(
          "would make %d rules, of at most %d; leave some out, or delete others"
              .formatted(all.size(), RuleChecks.MAX_RULES));
    }
    RecordingLoops.find(all)
        .ifPresent(
            names -> {
              throw fault("would record what they read: %s; rename one".formatted(names));
            });
    Map<String, AlertRule> overLogs = new HashMap<>();
    staying.stream()
        .filter(each -> !isInFiles(each) && !each.group().isEmpty())
        .forEach(each -> overLogs.put(each.group(), each));
    for (AlertRule rule : wanted) {
      AlertRule other = overLogs.get(rule.group());
      if (other != null && !other.interval().equals(rule.interval())) {
        throw fault(
            "have group %s with interval %s; its rule %s over logs has %s, change that first"
                .formatted(
                    rule.group(),
                    RuleJson.text(rule.interval()),
                    other.name(),
                    RuleJson.text(other.interval())));
      }
    }
  }

  private static ProblemException fault(String message) {
    return new ProblemException(
        Problem.ofParameters(List.of(new ParameterFault("groups", message))));
  }

  List<AlertRule> created() {
    return created;
  }

  List<Change> changed() {
    return changed;
  }

  List<StoredRule> deleted() {
    return deleted;
  }

  int unchanged() {
    return unchanged;
  }
}
