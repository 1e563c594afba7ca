package io.spanstone.query.alert.slo;

import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.promql.Promql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The alerts of an objective: when its budget burns so fast that a share of it is gone within a
 * long window, and still does in a short one. Source: The Site Reliability Workbook, chapter 5,
 * "multiwindow, multi-burn-rate alerts".
 */
public final class BurnRates {
  /** With which the ids of these rules begin, and no others. */
  public static final String RULE_ID_PREFIX = "slo-";

  /**
   * One pair of windows.
   *
   * @param share of the budget that is gone within the long window
   */
  public record Pair(
      Duration longWindow, Duration shortWindow, double share, String severity, Duration interval) {

    /** How many times faster than even the budget burns then. */
    public double factor(Slo slo) {
      return share * slo.window().toMillis() / longWindow.toMillis();
    }
  }

  /** For 30 days: 14.4, 6, 3 and 1 times as fast as the budget lasts. */
  private static final List<Pair> PAIRS =
      List.of(
          new Pair(
              Duration.ofHours(1), Duration.ofMinutes(5), 0.02, "critical", Duration.ofSeconds(15)),
          new Pair(
              Duration.ofHours(6), Duration.ofMinutes(30), 0.05, "critical", Duration.ofMinutes(1)),
          new Pair(Duration.ofDays(1), Duration.ofHours(2), 0.1, "warning", Duration.ofMinutes(5)),
          new Pair(Duration.ofDays(3), Duration.ofHours(6), 0.1, "warning", Duration.ofMinutes(5)));

  private BurnRates() {}

  /** Those that say something: of short objectives the long windows are left out. */
  public static List<Pair> pairs(Slo slo) {
    return PAIRS.stream()
        .filter(pair -> pair.longWindow().compareTo(slo.window()) <= 0)
        .filter(
            pair ->
                pair.factor(slo) >= 1 - 1e-9 || pair.longWindow().equals(PAIRS.get(0).longWindow()))
        .toList();
  }

  /** The rules of an objective. */
  public static List<AlertRule> rules(Slo slo) {
    List<AlertRule> rules = new ArrayList<>();
    for (Pair pair : pairs(slo)) {
      String window = Promql.durationText(pair.longWindow().toMillis());
      int slash = slo.service().indexOf('/');
      double factor = Math.max(1, pair.factor(slo));
      rules.add(
          new AlertRule(
              RULE_ID_PREFIX + slo.id() + "-" + window,
              "ErrorBudgetBurn",
              "",
              0,
              new RuleCondition.BurnRate(
                  slo.service(),
                  slo.operation(),
                  slo.latency(),
                  factor * slo.budget(),
                  pair.longWindow(),
                  pair.shortWindow()),
              false,
              pair.interval(),
              Duration.ZERO,
              Duration.ZERO,
              pair.severity(),
              Map.of(
                  "slo", plain(slo.name()),
                  "slo_id", slo.id(),
                  "window", window,
                  "service_namespace", plain(slash < 0 ? "" : slo.service().substring(0, slash)),
                  "service_name", plain(slo.service().substring(slash + 1))),
              Map.of(
                  "summary",
                  "{{ $value | humanizePercentage }} of the calls of "
                      + plain(slo.service())
                      + (slo.latency() == null
                          ? " failed"
                          : " failed or took longer than "
                              + Promql.durationText(slo.latency().toMillis()))
                      + " in "
                      + window
                      + ": the error budget of "
                      + plain(slo.name())
                      + " burns at least %.1f times too fast".formatted(factor)),
              slo.notifiers(),
              true));
    }
    return rules;
  }

  /** As a text that shows just this. */
  private static String plain(String text) {
    return text.replace("{{", "{ {");
  }
}
