package io.spanstone.query.alert.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.evaluate.RuleOutcome;
import io.spanstone.query.alert.evaluate.StoredAlerts;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleStore;
import io.spanstone.query.alert.slo.BurnRates;
import io.spanstone.query.alert.slo.SloStore;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.prometheus.Success;
import io.spanstone.query.request.FormFields;
import java.io.IOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Rules and alerts as clients of Prometheus know them. Thread-safe. */
public final class PrometheusAlerts {
  private static final double NANOS = 1e9;
  private static final DecimalFormatSymbols ROOT = DecimalFormatSymbols.getInstance(Locale.ROOT);

  private final RuleStore rules;
  private final SloStore slos;
  private final NotifierStore notifiers;
  private final StoredAlerts alerts;

  public PrometheusAlerts(
      RuleStore rules, SloStore slos, NotifierStore notifiers, StoredAlerts alerts) {
    this.rules = rules;
    this.slos = slos;
    this.notifiers = notifiers;
    this.alerts = alerts;
  }

  /** {@code /prometheus/api/v1/rules}: all that are evaluated, those of objectives too. */
  public void rules(Context request) throws IOException {
    String type = type(request);
    List<AlertRule> all = new ArrayList<>();
    rules.list().forEach(each -> all.add(each.rule()));
    slos.list().forEach(each -> all.addAll(BurnRates.rules(each.slo())));
    Map<String, List<AlertRule>> groups = new TreeMap<>();
    for (AlertRule rule : all) {
      boolean wanted = type.isEmpty() || type.equals(rule.recording() ? "record" : "alert");
      if (rule.enabled() && wanted) {
        groups.computeIfAbsent(rule.shownGroup(), name -> new ArrayList<>()).add(rule);
      }
    }
    RuleShown shown = new RuleShown(alerts, new KnownNotifiers(notifiers));
    Success.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("groups");
          for (Map.Entry<String, List<AlertRule>> group : groups.entrySet()) {
            group
                .getValue()
                .sort(Comparator.comparing(AlertRule::position).thenComparing(AlertRule::id));
            writeGroup(json, group.getKey(), group.getValue(), shown);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code /prometheus/api/v1/alerts} */
  public void alerts(Context request) throws IOException {
    List<Alert> active = alerts.active();
    Success.send(
        request,
        json -> {
          json.writeStartObject();
          writeAlerts(json, active);
          json.writeEndObject();
        });
  }

  private static String type(Context request) {
    FormFields fields = FormFields.parse("", request.queryString());
    if (!fields.faults().isEmpty()) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.BAD_REQUEST,
              "error parsing form values: " + String.join("; ", fields.faults())));
    }
    String type = fields.first("type");
    if (type.isEmpty() || type.equals("alert") || type.equals("record")) {
      return type;
    }
    throw new ProblemException(
        Problem.of(
            HttpStatus.BAD_REQUEST,
            "invalid parameter \"type\": not supported value \"%s\"; it is alert or record"
                .formatted(type)));
  }

  private static void writeGroup(
      JsonGenerator json, String name, List<AlertRule> group, RuleShown shown) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("file", "");
    json.writeNumberField("interval", group.get(0).interval().toMillis() / 1e3);
    json.writeNumberField("limit", 0);
    json.writeArrayFieldStart("rules");
    for (AlertRule rule : group) {
      writeRule(json, rule, shown);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeRule(JsonGenerator json, AlertRule rule, RuleShown shown)
      throws IOException {
    RuleOutcome outcome = shown.outcome(rule);
    json.writeStartObject();
    json.writeStringField("type", rule.recording() ? "recording" : "alerting");
    json.writeStringField("name", rule.name());
    json.writeStringField("query", RulePromql.of(rule));
    Map<String, String> labels = new TreeMap<>(rule.labels());
    if (!rule.severity().isEmpty()) {
      labels.put("severity", rule.severity());
    }
    writeMap(json, "labels", labels);
    if (!rule.recording()) {
      json.writeNumberField("duration", rule.holdFor().toMillis() / 1e3);
      json.writeNumberField("keepFiringFor", rule.keepFiringFor().toMillis() / 1e3);
      writeMap(json, "annotations", rule.annotations());
      json.writeStringField("state", shown.state(rule));
      writeAlerts(json, shown.alerts(rule));
    }
    json.writeStringField("health", outcome.health());
    if (outcome.lastError() != null) {
      json.writeStringField("lastError", outcome.lastError());
    }
    json.writeNumberField("evaluationTime", outcome.durationNanos() / NANOS);
    json.writeStringField(
        "lastEvaluation",
        outcome.lastEvaluation() == null
            ? "0001-01-01T00:00:00Z"
            : outcome.lastEvaluation().toString());
    json.writeEndObject();
  }

  private static void writeAlerts(JsonGenerator json, List<Alert> alerts) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (Alert alert : alerts) {
      json.writeStartObject();
      writeMap(json, "labels", alert.labels());
      writeMap(json, "annotations", alert.annotations());
      json.writeStringField("state", alert.state().id());
      json.writeStringField("activeAt", alert.activeAt().toString());
      json.writeStringField("value", value(alert.value()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** As Prometheus writes it here: always with an exponent. */
  private static String value(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
    String text = new DecimalFormat("0.################E00", ROOT).format(value);
    return text.contains("E-") ? text.replace("E-", "e-") : text.replace("E", "e+");
  }

  private static void writeMap(JsonGenerator json, String field, Map<String, String> map)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> each : map.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }
}
