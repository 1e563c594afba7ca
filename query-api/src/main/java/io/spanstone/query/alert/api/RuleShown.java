package io.spanstone.query.alert.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.evaluate.RuleOutcome;
import io.spanstone.query.alert.evaluate.StoredAlerts;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleJson;
import io.spanstone.query.alert.rule.StoredRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules with how they fare, as clients are shown them. */
final class RuleShown {
  private final Map<String, RuleOutcome> outcomes;
  private final Map<String, List<Alert>> alerts = new HashMap<>();

  /** As things stand now. */
  RuleShown(StoredAlerts stored) throws IOException {
    this.outcomes = stored.outcomes();
    for (Alert alert : stored.active()) {
      alerts.computeIfAbsent(alert.ruleId(), id -> new ArrayList<>()).add(alert);
    }
  }

  RuleOutcome outcome(AlertRule rule) {
    return outcomes.getOrDefault(rule.id(), RuleOutcome.NONE);
  }

  List<Alert> alerts(AlertRule rule) {
    return alerts.getOrDefault(rule.id(), List.of());
  }

  /** {@code inactive}, or what the alert that is farthest is. */
  String state(AlertRule rule) {
    AlertState farthest = AlertState.INACTIVE;
    for (Alert alert : alerts(rule)) {
      farthest = alert.state().compareTo(farthest) > 0 ? alert.state() : farthest;
    }
    return farthest.id();
  }

  void write(JsonGenerator json, StoredRule stored) throws IOException {
    AlertRule rule = stored.rule();
    RuleOutcome outcome = outcome(rule);
    json.writeStartObject();
    RuleJson.writeFields(json, rule);
    json.writeObjectFieldStart("status");
    json.writeStringField("health", outcome.health());
    if (!rule.recording()) {
      json.writeStringField("state", state(rule));
      json.writeNumberField("alerts", alerts(rule).size());
    }
    if (outcome.lastEvaluation() != null) {
      json.writeStringField("lastEvaluation", outcome.lastEvaluation().toString());
      json.writeNumberField("durationNanos", outcome.durationNanos());
    }
    if (outcome.lastError() != null) {
      json.writeStringField("lastError", outcome.lastError());
    }
    json.writeNumberField("missed", outcome.missed());
    json.writeEndObject();
    json.writeStringField("etag", stored.version().etag());
    json.writeEndObject();
  }
}
