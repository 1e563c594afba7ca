package io.spanstone.query.alert.evaluate;

import io.spanstone.metric.Labels;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertLinks;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.PreparedRule;
import io.spanstone.query.alert.text.TextTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The life of alerts: inactive, pending for as long as the rule says, firing, resolved. The same
 * states at the same times as in Prometheus. Pure: time is what the caller says.
 */
public final class AlertLifecycle {
  private static final String ALERT_NAME = "alertname";

  private final PreparedRule prepared;
  private final AlertRule rule;
  private final Instant at;
  private final List<Transition> transitions = new ArrayList<>();
  private final Map<String, LiveAlert> live = new LinkedHashMap<>();

  private AlertLifecycle(PreparedRule prepared, Instant at) {
    this.prepared = prepared;
    this.rule = prepared.rule();
    this.at = at;
  }

  /**
   * One evaluation.
   *
   * @param before what the evaluation before left, by id
   * @param found what the condition gives at the time
   * @throws RuleFailure if two elements would be the same alert
   */
  static Step step(PreparedRule rule, Map<String, LiveAlert> before, List<Found> found, Instant at)
      throws RuleFailure {
    AlertLifecycle lifecycle = new AlertLifecycle(rule, at);
    Map<String, Alert> now = lifecycle.alerts(found);
    now.values().forEach(alert -> lifecycle.hold(alert, before.get(alert.id())));
    before.forEach(
        (id, alert) -> {
          if (!now.containsKey(id)) {
            lifecycle.end(alert);
          }
        });
    return new Step(lifecycle.live, lifecycle.transitions);
  }

  /** Ends all alerts of a rule that is not there any more. */
  static List<Transition> endAll(Map<String, LiveAlert> live, Instant at) {
    return live.values().stream().map(each -> new Transition(ended(each.alert(), at), at)).toList();
  }

  /** The labels that recorded samples of an element have. */
  static Labels recorded(PreparedRule rule, Found found) {
    TextTemplate.Values values = new TextTemplate.Values(found.labels().toMap(), found.value());
    Labels labels = found.labels();
    for (Map.Entry<String, TextTemplate> each : rule.labels().entrySet()) {
      labels = labels.with(each.getKey(), each.getValue().render(values));
    }
    return labels.with(Labels.METRIC_NAME, rule.rule().name());
  }

  /** The alerts that the condition holds for, as if each had just begun. */
  private Map<String, Alert> alerts(List<Found> found) throws RuleFailure {
    Map<String, Alert> alerts = new LinkedHashMap<>();
    for (Found element : found) {
      TextTemplate.Values values =
          new TextTemplate.Values(element.labels().toMap(), element.value());
      Labels labels = element.labels().without(Labels.METRIC_NAME);
      for (Map.Entry<String, TextTemplate> each : prepared.labels().entrySet()) {
        labels = labels.with(each.getKey(), each.getValue().render(values));
      }
      labels = labels.with(ALERT_NAME, rule.name());
      Map<String, String> annotations = new LinkedHashMap<>();
      prepared.annotations().forEach((name, text) -> annotations.put(name, text.render(values)));
      Alert alert = alert(labels, annotations, element.value());
      if (alerts.put(alert.id(), alert) != null) {
        throw new RuleFailure(
            "two elements have the labels %s; let the expression keep what tells them apart"
                .formatted(labels));
      }
    }
    return alerts;
  }

  private Alert alert(Labels labels, Map<String, String> annotations, double value) {
    return new Alert(
        AlertIds.of(rule.id(), labels),
        rule.id(),
        rule.group(),
        rule.name(),
        AlertState.PENDING,
        labels.get("severity"),
        labels.toMap(),
        annotations,
        rule.notifiers(),
        at,
        null,
        null,
        value,
        AlertLinks.NONE);
  }

  /** The condition holds. */
  private void hold(Alert now, @Nullable LiveAlert before) {
    Instant activeAt = before == null ? at : before.alert().activeAt();
    Instant firedAt = before == null ? null : before.alert().firedAt();
    boolean fires =
        firedAt != null || Duration.between(activeAt, at).compareTo(rule.holdFor()) >= 0;
    Alert alert =
        with(
            now,
            fires ? AlertState.FIRING : AlertState.PENDING,
            activeAt,
            fires && firedAt == null ? at : firedAt,
            null);
    alert = before == null || firedAt == null ? linked(alert) : linked(alert, before.alert());
    live.put(alert.id(), new LiveAlert(alert, null));
    if (before == null || (fires && firedAt == null)) {
      transitions.add(new Transition(alert, at));
    }
  }

  /** The condition does not hold any more. */
  private void end(LiveAlert before) {
    Alert alert = before.alert();
    Duration keep = rule.keepFiringFor();
    if (alert.state() == AlertState.FIRING && !keep.isZero()) {
      Instant since = before.keepFiringSince() == null ? at : before.keepFiringSince();
      if (Duration.between(since, at).compareTo(keep) < 0) {
        live.put(alert.id(), new LiveAlert(alert, since));
        return;
      }
    }
    transitions.add(new Transition(ended(alert, at), at));
  }

  private static Alert ended(Alert alert, Instant at) {
    boolean fired = alert.state() == AlertState.FIRING;
    return with(
        alert,
        fired ? AlertState.RESOLVED : AlertState.INACTIVE,
        alert.activeAt(),
        alert.firedAt(),
        at);
  }

  private Alert linked(Alert alert) {
    return AlertPlaces.linked(alert, prepared, at);
  }

  /** Links stay those of the time at which it fired. */
  private static Alert linked(Alert alert, Alert before) {
    return AlertPlaces.with(alert, before.links());
  }

  private static Alert with(
      Alert alert,
      AlertState state,
      Instant activeAt,
      @Nullable Instant firedAt,
      @Nullable Instant resolvedAt) {
    return new Alert(
        alert.id(),
        alert.ruleId(),
        alert.group(),
        alert.name(),
        state,
        alert.severity(),
        alert.labels(),
        alert.annotations(),
        alert.notifiers(),
        activeAt,
        firedAt,
        resolvedAt,
        alert.value(),
        alert.links());
  }
}
