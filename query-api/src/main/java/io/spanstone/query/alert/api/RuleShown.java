package io.spanstone.query.alert.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.evaluate.RuleOutcome;
import io.spanstone.query.alert.evaluate.StoredAlerts;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleJson;
import io.spanstone.query.alert.rule.StoredRule;
import io.spanstone.query.alert.slo.Slo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules with how they fare, as clients are shown them. */
final class RuleShown {
  private final KnownNotifiers notifiers;
  private final Map<String, RuleOutcome> outcomes;
  private final Map<String, List<Alert>> alerts = new HashMap<>();

  /** As things stand now. */
  RuleShown(StoredAlerts stored, KnownNotifiers notifiers) throws IOException {
    this.notifiers = notifiers;
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
    json.writeStartObject();
    writeRule(json, stored.rule());
    json.writeStringField("etag", stored.version().etag());
    json.writeEndObject();
  }

  /** A rule that an objective makes: it cannot be changed but by it. */
  void write(JsonGenerator json, AlertRule made, Slo by) throws IOException {
    json.writeStartObject();
    writeRule(json, made);
    json.writeBooleanField("readOnly", true);
    json.writeStringField("slo", by.id());
    json.writeEndObject();
  }

  private void writeRule(JsonGenerator json, AlertRule rule) throws IOException {
    RuleOutcome outcome = outcome(rule);
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
    json.writeNumberField("late", outcome.late());
    List<String> unknown = notifiers.unknown(rule.notifiers());
    if (!unknown.isEmpty()) {
      json.writeArrayFieldStart("unknownNotifiers");
      for (String id : unknown) {
        json.writeString(id);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
