package io.spanstone.query.alert.api;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.query.alert.evaluate.StoredAlerts;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleFields;
import io.spanstone.query.alert.rule.RuleStore;
import io.spanstone.query.alert.rule.StoredRule;
import io.spanstone.query.alert.slo.BurnRates;
import io.spanstone.query.alert.slo.Slo;
import io.spanstone.query.alert.slo.SloStore;
import io.spanstone.query.alert.slo.StoredSlo;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Ids;
import io.spanstone.query.request.IfMatch;
import io.spanstone.query.request.JsonBodies;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parameters;
import io.spanstone.storage.document.DocumentVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules. Thread-safe. */
public final class AlertRulesApi {
  private final RuleStore rules;
  private final SloStore slos;
  private final NotifierStore notifiers;
  private final StoredAlerts alerts;
  private final Runnable onChange;

  /**
   * Handles requests.
   *
   * @param onChange called after every change, by the thread of its request
   */
  public AlertRulesApi(
      RuleStore rules,
      SloStore slos,
      NotifierStore notifiers,
      StoredAlerts alerts,
      Runnable onChange) {
    this.rules = rules;
    this.slos = slos;
    this.notifiers = notifiers;
    this.alerts = alerts;
    this.onChange = onChange;
  }

  /** {@code GET /api/v1/alert-rules}: those that objectives make are the last. */
  public void list(Context request) throws IOException {
    Parameters.of(request).check();
    List<StoredRule> all = rules.list();
    List<StoredSlo> objectives = slos.list();
    RuleShown shown = new RuleShown(alerts, new KnownNotifiers(notifiers));
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("alertRules");
          for (StoredRule each : all) {
            shown.write(json, each);
          }
          for (StoredSlo each : objectives) {
            for (AlertRule made : BurnRates.rules(each.slo())) {
              shown.write(json, made, each.slo());
            }
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/alert-rules/{id}} */
  public void get(Context request) throws IOException {
    String id = Ids.inPath(request);
    Slo slo = maker(id);
    if (slo != null) {
      AlertRule made = made(slo, id).orElseThrow(() -> missing(id));
      RuleShown shown = new RuleShown(alerts, new KnownNotifiers(notifiers));
      JsonAnswer.send(request, json -> shown.write(json, made, slo));
      return;
    }
    answer(request, HttpStatus.OK, rules.get(id).orElseThrow(() -> missing(id)));
  }

  /** {@code POST /api/v1/alert-rules} */
  public void create(Context request) throws IOException {
    Parameters.of(request).check();
    JsonFields fields = JsonBodies.json(request);
    AlertRule rule = RuleFields.read(fields);
    if (!rule.id().isEmpty()) {
      fields.fault("id", "is given by the server; leave it out, or PUT to change a rule");
    }
    fields.check();
    RuleChecks.check(rule, RuleChecks.others(rules.list(), ""));
    new KnownNotifiers(notifiers).check(rule.notifiers());
    StoredRule stored = rules.create(rule.withId(Ids.random()));
    onChange.run();
    request.header(Header.LOCATION, "/api/v1/alert-rules/" + stored.rule().id());
    answer(request, HttpStatus.CREATED, stored);
  }

  /** {@code PUT /api/v1/alert-rules/{id}} */
  public void replace(Context request) throws IOException {
    String id = Ids.inPath(request);
    refuseMade(id);
    DocumentVersion version = IfMatch.version(request);
    JsonFields fields = JsonBodies.json(request);
    AlertRule rule = RuleFields.read(fields);
    if (!rule.id().isEmpty() && !rule.id().equals(id)) {
      fields.fault("id", "must be %s, which the path names, or be left out".formatted(id));
    }
    fields.check();
    RuleChecks.check(rule, RuleChecks.others(rules.list(), id));
    new KnownNotifiers(notifiers).check(rule.notifiers());
    StoredRule stored =
        IfMatch.change(() -> rules.replace(rule.withId(id), version), () -> missing(id));
    onChange.run();
    answer(request, HttpStatus.OK, stored);
  }

  /** {@code DELETE /api/v1/alert-rules/{id}} */
  public void delete(Context request) throws IOException {
    String id = Ids.inPath(request);
    refuseMade(id);
    DocumentVersion version = IfMatch.version(request);
    IfMatch.remove(() -> rules.delete(id, version), () -> missing(id));
    onChange.run();
    request.status(HttpStatus.NO_CONTENT);
  }

  private void answer(Context request, HttpStatus status, StoredRule stored) throws IOException {
    RuleShown shown = new RuleShown(alerts, new KnownNotifiers(notifiers));
    IfMatch.answer(request, stored.version());
    JsonAnswer.send(request, status, json -> shown.write(json, stored));
  }

  /** The objective that makes the rule of an id; null if none does. */
  private @Nullable Slo maker(String ruleId) throws IOException {
    if (ruleId.startsWith(BurnRates.RULE_ID_PREFIX)) {
      for (StoredSlo each : slos.list()) {
        if (made(each.slo(), ruleId).isPresent()) {
          return each.slo();
        }
      }
    }
    return null;
  }

  private static Optional<AlertRule> made(Slo slo, String ruleId) {
    return BurnRates.rules(slo).stream().filter(rule -> rule.id().equals(ruleId)).findFirst();
  }

  private void refuseMade(String ruleId) throws IOException {
    Slo slo = maker(ruleId);
    if (slo != null) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.CONFLICT,
              "the objective '%s' makes this rule; change /api/v1/slos/%s instead"
                  .formatted(slo.name(), slo.id())));
    }
  }

  private static ProblemException missing(String id) {
    return new ProblemException(
        Problem.of(
            HttpStatus.NOT_FOUND,
            "there is no alert rule '%s'; see /api/v1/alert-rules".formatted(id)));
  }
}
