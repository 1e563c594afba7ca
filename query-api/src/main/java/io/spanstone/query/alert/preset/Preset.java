package io.spanstone.query.alert.preset;

import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleCondition;
import io.spanstone.query.promql.Promql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A ready rule.
 *
 * @param id of the preset
 * @param title for people
 * @param unit of the threshold, for people
 * @param expr with {@code SERVICE} for matchers of the service, {@code JOB} for those of metrics of
 *     clients, {@code THRESHOLD} and {@code WINDOW}
 */
public record Preset(
    String id,
    String title,
    String name,
    String unit,
    double threshold,
    Duration window,
    Duration holdFor,
    String severity,
    String expr,
    String summary) {

  /** The rule with these values, without an id. */
  public AlertRule rule(PresetValues values) {
    Duration windowGiven = Objects.requireNonNullElse(values.window(), window);
    double thresholdGiven = Objects.requireNonNullElse(values.threshold(), threshold);
    return new AlertRule(
        "",
        name,
        "",
        0,
        new RuleCondition.Promql(
            expr.replace("SERVICE", service(values))
                .replace("JOB, ", values.service() == null ? "" : job(values) + ", ")
                .replace("JOB", job(values))
                .replace("WINDOW", Promql.durationText(windowGiven.toMillis()))
                .replace("THRESHOLD", number(thresholdGiven))),
        false,
        AlertRule.DEFAULT_INTERVAL,
        Objects.requireNonNullElse(values.holdFor(), holdFor),
        Duration.ZERO,
        severity,
        Map.of(),
        Map.of("summary", summary),
        List.of(),
        true);
  }

  /** Calls that the services take. */
  private static String service(PresetValues values) {
    String kinds = "span_kind=~\"SPAN_KIND_(SERVER|CONSUMER)\"";
    String service = values.service();
    if (service == null) {
      return kinds;
    }
    int slash = service.indexOf('/');
    String name = "service_name=" + quoted(service.substring(slash + 1)) + ", " + kinds;
    return slash < 0
        ? name
        : "service_namespace=" + quoted(service.substring(0, slash)) + ", " + name;
  }

  private static String job(PresetValues values) {
    return values.service() == null ? "" : "job=" + quoted(values.service());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
