package io.spanstone.query.alert.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertLinks;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.rule.RuleCondition;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Where in our pages an alert can be looked into. */
final class AlertPlaces {
  private static final Duration BEFORE = Duration.ofMinutes(30);
  private static final Duration AFTER = Duration.ofMinutes(10);

  private AlertPlaces() {}

  static Alert linked(Alert alert, PreparedRule rule, Instant at) {
    String time = "start=" + at.minus(BEFORE) + "&end=" + at.plus(AFTER);
    RuleCondition condition = rule.rule().condition();
    String service = service(alert.labels());
    String of = service.isEmpty() ? "" : "service=" + encode(service) + "&";
    String focus = service.isEmpty() ? "" : "focus=" + encode(service) + "&";
    String logs = logs(alert, condition, of, time);
    AlertLinks links =
        new AlertLinks(
            chart(condition, logs, time),
            "/traces?" + of + "status=error&" + time,
            logs,
            "/map?" + focus + time);
    return with(alert, links);
  }

  static Alert with(Alert alert, AlertLinks links) {
    return new Alert(
        alert.id(),
        alert.ruleId(),
        alert.group(),
        alert.name(),
        alert.state(),
        alert.severity(),
        alert.labels(),
        alert.annotations(),
        alert.notifiers(),
        alert.activeAt(),
        alert.firedAt(),
        alert.resolvedAt(),
        alert.value(),
        links);
  }

  private static String logs(Alert alert, RuleCondition condition, String of, String time) {
    if (condition instanceof RuleCondition.LogCount count) {
      return "/logs?query=" + encode(count.query()) + "&" + time;
    }
    String pattern = alert.labels().getOrDefault("log_pattern_id", "");
    if (!pattern.isEmpty()) {
      return "/logs?" + of + "query=" + encode("pattern:" + pattern) + "&" + time;
    }
    return "/logs?" + of + time;
  }

  /** Of what the rule compares: numbers, the calls of a service, or log records over time. */
  private static String chart(RuleCondition condition, String logs, String time) {
    if (condition instanceof RuleCondition.Promql promql) {
      return "/explore?expr=" + encode(promql.expr()) + "&" + time;
    }
    if (condition instanceof RuleCondition.BurnRate burn) {
      return "/services/" + encode(burn.service()) + "?" + time;
    }
    return logs;
  }

  /**
   * {@code name} or {@code namespace/name}; what was called, if the labels are those of an edge.
   */
  private static String service(Map<String, String> labels) {
    String name = labels.getOrDefault("service_name", "");
    if (name.isEmpty()) {
      return labels.getOrDefault("server", labels.getOrDefault("job", ""));
    }
    String namespace = labels.getOrDefault("service_namespace", "");
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
