package io.spanstone.query.alert.api;

import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.alert.rule.RuleJson;
import io.spanstone.query.promql.Promql;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** What rules ask for, in PromQL, as clients of Prometheus expect it of every rule. */
final class RulePromql {
  private static final String FAILED = ", status_code=\"STATUS_CODE_ERROR\"";
  private static final String OTHERS = ", status_code!=\"STATUS_CODE_ERROR\"";

  private static final MathContext DIGITS = new MathContext(12);

  private RulePromql() {}

  /**
   * The expression of a rule. PromQL cannot ask for log records: of rules over them it is the
   * series of their alerts, with a comment that has their condition.
   */
  static String of(AlertRule rule) {
    RuleCondition condition = rule.condition();
    if (condition instanceof RuleCondition.Promql promql) {
      return promql.expr();
    }
    if (condition instanceof RuleCondition.BurnRate burn) {
      String held = " >= " + number(burn.ratio());
      return bad(burn, burn.shortWindow()) + held + " and " + bad(burn, burn.longWindow()) + held;
    }
    return "ALERTS{alertname=%s} # %s"
        .formatted(Promql.quote(rule.name()), comment(condition).replaceAll("\\s+", " "));
  }

  /** Without the noise of binary fractions. */
  private static String number(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  private static String comment(RuleCondition condition) {
    if (condition instanceof RuleCondition.LogCount count) {
      return "logQuery: %s; threshold: %d; window: %s"
          .formatted(count.query(), count.threshold(), RuleJson.text(count.window()));
    }
    RuleCondition.NewPattern pattern = (RuleCondition.NewPattern) condition;
    return "newPattern: service: %s; severities: %s; window: %s"
        .formatted(
            pattern.service() == null ? "any" : pattern.service(),
            pattern.severities().isEmpty() ? "any" : String.join(" ", pattern.severities()),
            RuleJson.text(pattern.window()));
  }

  /** The share of the calls of a window that are not good. */
  private static String bad(RuleCondition.BurnRate burn, Duration window) {
    String all = "histogram_count(%s)".formatted(calls(burn, window, ""));
    String failed = "histogram_count(%s)".formatted(calls(burn, window, FAILED));
    if (burn.latency() == null) {
      return failed + " / " + all;
    }
    String others = calls(burn, window, OTHERS);
    String slow =
        "histogram_count(%s) * (1 - histogram_fraction(0, %s, %s))"
            .formatted(others, number(burn.latency().toMillis() / 1e3), others);
    return "((%s or vector(0)) + (%s > 0 or vector(0))) / %s".formatted(failed, slow, all);
  }

  private static String calls(RuleCondition.BurnRate burn, Duration window, String status) {
    int slash = burn.service().indexOf('/');
    StringBuilder matchers =
        new StringBuilder("span_kind=~\"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER\"");
    if (slash >= 0) {
      add(matchers, "service_namespace", burn.service().substring(0, slash));
    }
    add(matchers, "service_name", burn.service().substring(slash + 1));
    if (burn.operation() != null) {
      add(matchers, "span_name", burn.operation());
    }
    return "sum(increase(span_duration_seconds{%s%s}[%s]))"
        .formatted(matchers, status, RuleJson.text(window));
  }

  private static void add(StringBuilder matchers, String label, String value) {
    matchers.append(", ").append(label).append('=').append(Promql.quote(value));
  }
}
