package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.promql.PromqlEngine;
import io.spanstone.query.promql.PromqlSettings;
import io.spanstone.query.promql.QueryResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Our evaluation over series in memory, one time after the other from the epoch on. */
final class RuleSimulation {
  private final SeriesSource stored;
  private final RecentSamples recorded = new RecentSamples(Duration.ofDays(365).toMillis());
  private final RuleSamples samples = new RuleSamples();
  private final List<PreparedRule> rules = new ArrayList<>();
  private final Map<String, Map<String, LiveAlert>> live = new HashMap<>();
  private final Map<String, String> errors = new TreeMap<>();

  RuleSimulation(List<AlertRule> rules, List<Series> series) {
    for (AlertRule rule : rules) {
      String id = rule.group() + "/" + rule.position() + "/" + rule.name();
      this.rules.add(PreparedRule.of(rule.withId(id)));
    }
    this.stored =
        (matchers, from, to, hints) -> {
          List<Series> selected = new ArrayList<>();
          for (Series each : series) {
            Series part = each.between(from, to);
            if (part.size() > 0
                && matchers.stream().allMatch(matcher -> matcher.matches(part.labels()))) {
              selected.add(part);
            }
          }
          return selected;
        };
  }

  /** Evaluates all rules at a time; times must ascend. */
  void evaluate(Instant at) throws IOException {
    RuleQuery query =
        new PromqlQuery(reading -> reading.from(stored), recorded, PromqlSettings.DEFAULT);
    for (Evaluated each :
        GroupEvaluation.run(
            query, rules, at, id -> live.getOrDefault(id, Map.of()), samples, recorded)) {
      if (each.step() != null) {
        live.put(each.rule().rule().id(), each.step().live());
      }
      if (each.error() != null) {
        errors.put(each.rule().rule().id(), each.error());
      }
    }
  }

  Map<String, String> errors() {
    return errors;
  }

  List<Alert> active(String name) {
    return live.values().stream()
        .flatMap(alerts -> alerts.values().stream())
        .map(LiveAlert::alert)
        .filter(alert -> alert.name().equals(name))
        .toList();
  }

  /** The value of each series that a query gives at a time. */
  Map<Labels, Double> query(String expr, Instant at) throws IOException {
    QueryResult result =
        new PromqlEngine(recorded.over(stored), PromqlSettings.DEFAULT)
            .instant(expr, at.toEpochMilli())
            .result();
    Map<Labels, Double> values = new TreeMap<>();
    PromqlQuery.found(result).forEach(each -> values.put(each.labels(), each.value()));
    return values;
  }
}
