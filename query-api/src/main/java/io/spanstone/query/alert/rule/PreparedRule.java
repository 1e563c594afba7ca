package io.spanstone.query.alert.rule;

import io.spanstone.query.alert.text.TextTemplate;
import io.spanstone.query.promql.Promql;
import io.spanstone.query.promql.syntax.Expr;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.Parsers;
import io.spanstone.storage.logs.query.LogCondition;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule with its texts read. Immutable.
 *
 * @param expr null unless its condition is PromQL
 * @param logCondition null unless it counts log records
 * @param labels all but the name of the alert, with the severity
 */
public record PreparedRule(
    AlertRule rule,
    @Nullable Expr expr,
    @Nullable LogCondition logCondition,
    Map<String, TextTemplate> labels,
    Map<String, TextTemplate> annotations) {

  /**
   * Reads the texts of a rule.
   *
   * @throws IllegalArgumentException if the rule was not validated
   */
  public static PreparedRule of(AlertRule rule) {
    try {
      Map<String, String> labels = new TreeMap<>(rule.labels());
      if (!rule.severity().isEmpty()) {
        labels.put("severity", rule.severity());
      }
      return new PreparedRule(
          rule,
          rule.condition() instanceof RuleCondition.Promql promql
              ? Promql.parse(promql.expr())
              : null,
          rule.condition() instanceof RuleCondition.LogCount count
              ? Parsers.logQuery(count.query())
              : null,
          templates(labels),
          templates(rule.annotations()));
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Map<String, TextTemplate> templates(Map<String, String> texts)
      throws InvalidValueException {
    Map<String, TextTemplate> templates = new TreeMap<>();
    for (Map.Entry<String, String> each : texts.entrySet()) {
      templates.put(each.getKey(), RuleTexts.template(each.getValue()));
    }
    return templates;
  }
}
