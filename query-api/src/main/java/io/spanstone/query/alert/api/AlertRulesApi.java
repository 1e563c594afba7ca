package io.spanstone.query.alert.api;

import io.javalin.http.Context;
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
import io.spanstone.query.request.StoredJson;
import io.spanstone.query.request.StoredKind;
import io.spanstone.query.request.Unreadable;
import io.spanstone.storage.document.DocumentVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules. Thread-safe. */
public final class AlertRulesApi {
  private static final StoredKind KIND = new StoredKind("alert rule", "/api/v1/alert-rules");

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
    StoredJson.Listing<StoredRule> all = rules.listing();
    List<StoredSlo> objectives = slos.list();
    RuleShown shown = new RuleShown(alerts, new KnownNotifiers(notifiers));
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("alertRules");
          for (StoredRule each : all.readable()) {
            shown.write(json, each);
          }
          for (StoredSlo each : objectives) {
            for (AlertRule made : BurnRates.rules(each.slo())) {
              shown.write(json, made, each.slo());
            }
          }
          json.writeEndArray();
          Unreadable.write(json, all.unreadable());
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/alert-rules/{id}} */
  public void get(Context request) throws IOException {
    String id = Ids.inPath(request);
    Slo slo = maker(id);
    if (slo != null) {
      AlertRule made = made(slo, id).orElseThrow(() -> KIND.missing(id));
      RuleShown shown = new RuleShown(alerts, new KnownNotifiers(notifiers));
      JsonAnswer.send(request, json -> shown.write(json, made, slo));
      return;
    }
    answer(request, HttpStatus.OK, rules.get(id).orElseThrow(() -> KIND.missing(id)));
  }

  /** {@code POST /api/v1/alert-rules} */
  public void create(Context request) throws IOException {
    Parameters.of(request).check();
    JsonFields fields = JsonBodies.json(request);
    AlertRule rule = RuleFields.read(fields);
    KIND.checkNoId(fields, rule.id());
    fields.check();
    RuleChecks.check(rule, RuleChecks.others(rules.list(), ""));
    new KnownNotifiers(notifiers).check(rule.notifiers());
    String id = Ids.random();
    StoredRule stored = KIND.create(request, id, () -> rules.create(rule.withId(id)));
    onChange.run();
    answer(request, HttpStatus.CREATED, stored);
  }

  /** {@code PUT /api/v1/alert-rules/{id}} */
  public void replace(Context request) throws IOException {
    String id = Ids.inPath(request);
    refuseMade(id);
    DocumentVersion version = IfMatch.version(request);
    JsonFields fields = JsonBodies.json(request);
    AlertRule rule = RuleFields.read(fields);
    KIND.checkId(fields, rule.id(), id);
    fields.check();
    RuleChecks.check(rule, RuleChecks.others(rules.list(), id));
    new KnownNotifiers(notifiers).check(rule.notifiers());
    StoredRule stored = KIND.replace(id, () -> rules.replace(rule.withId(id), version));
    onChange.run();
    answer(request, HttpStatus.OK, stored);
  }

  /** {@code DELETE /api/v1/alert-rules/{id}} */
  public void delete(Context request) throws IOException {
    refuseMade(Ids.inPath(request));
    KIND.delete(request, rules::delete);
    onChange.run();
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
}
