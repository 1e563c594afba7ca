package io.spanstone.query.alert.api;

import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RecordingLoops;
import io.spanstone.query.alert.rule.RuleJson;
import io.spanstone.query.alert.rule.StoredRule;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a rule must be beside the others. */
final class RuleChecks {
  /** So many rules there may be. */
  static final int MAX_RULES = 5_000;

  private RuleChecks() {}

  /**
   * What is wrong with a rule that is faultless by itself.
   *
   * @param others those that stay
   * @throws ProblemException if anything is
   */
  static void check(AlertRule rule, List<AlertRule> others) {
    List<ParameterFault> faults = new ArrayList<>();
    if (others.size() >= MAX_RULES) {
      String name = rule.recording() ? "record" : "name";
      faults.add(
          new ParameterFault(
              name,
              "is one too many: there are %d rules already; delete some".formatted(MAX_RULES)));
    }
    others.stream()
        .filter(other -> !rule.group().isEmpty() && other.group().equals(rule.group()))
        .filter(other -> !other.interval().equals(rule.interval()))
        .findFirst()
        .ifPresent(
            other ->
                faults.add(
                    new ParameterFault(
                        "interval",
                        "must be %s as that of all rules in group %s; give it, or another group"
                            .formatted(RuleJson.text(other.interval()), rule.group()))));
    if (rule.recording()) {
      List<AlertRule> all = new ArrayList<>(others);
      all.add(rule);
      Optional<String> loop = RecordingLoops.find(all);
      loop.ifPresent(
          names ->
              faults.add(
                  new ParameterFault(
                      "expr",
                      "would record what it reads: %s; record under another name"
                          .formatted(names))));
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(Problem.ofParameters(faults));
    }
  }

  /** All rules but one. */
  static List<AlertRule> others(List<StoredRule> all, String id) {
    return all.stream().map(StoredRule::rule).filter(rule -> !rule.id().equals(id)).toList();
  }
}
