package io.spanstone.query.alert.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertJson;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.Transition;
import io.spanstone.query.alert.evaluate.DryRun;
import io.spanstone.query.alert.evaluate.UntestableException;
import io.spanstone.query.alert.rule.AlertRule;
import io.spanstone.query.alert.rule.RuleFields;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.promql.value.PromqlEvaluationException;
import io.spanstone.query.request.JsonBodies;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.TimeRange;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Tries rules on past data. Thread-safe. */
public final class RuleTestApi {
  private static final int AT_ONCE = 2;
  private static final int MAX_TRANSITIONS = 1_000;

  private final DryRun dryRun;
  private final InstantSource clock;
  private final Semaphore free = new Semaphore(AT_ONCE);

  public RuleTestApi(DryRun dryRun, InstantSource clock) {
    this.dryRun = dryRun;
    this.clock = clock;
  }

  /** {@code POST /api/v1/alert-rules:test} */
  public void test(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    parameters.check();
    JsonFields fields = JsonBodies.json(request);
    AlertRule rule = RuleFields.read(fields);
    fields.check();
    DryRun.Outcome outcome = run(rule, range);
    List<Transition> transitions = outcome.transitions();
    Collection<Alert> lives = lives(transitions);
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeStringField("start", range.start().toString());
          json.writeStringField("end", range.end().toString());
          json.writeNumberField("evaluations", outcome.evaluations());
          json.writeNumberField("series", outcome.series());
          json.writeBooleanField(
              "wouldFire", lives.stream().anyMatch(alert -> alert.firedAt() != null));
          json.writeNumberField(
              "fired", lives.stream().filter(alert -> alert.firedAt() != null).count());
          writeAlerts(json, lives);
          writeTransitions(json, transitions);
          json.writeBooleanField("complete", transitions.size() <= MAX_TRANSITIONS);
          json.writeEndObject();
        });
  }

  private DryRun.Outcome run(AlertRule rule, TimeRange range) throws IOException {
    if (!free.tryAcquire()) {
      throw new ProblemException(
          Problem.of(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "%d rules are being tried already; try again in a second".formatted(AT_ONCE))
              .withHeader(Header.RETRY_AFTER, "1"));
    }
    try {
      return dryRun.run(rule, range.start(), range.end());
    } catch (UntestableException | PromqlEvaluationException | LimitExceededException e) {
      throw new ProblemException(
          Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage())));
    } finally {
      free.release();
    }
  }

  /** One entry for each life of an alert, as it was at its last change. */
  private static Collection<Alert> lives(List<Transition> transitions) {
    Map<String, Alert> lives = new LinkedHashMap<>();
    for (Transition each : transitions) {
      Alert alert = each.alert();
      lives.put(alert.id() + "-" + alert.activeAt(), alert);
    }
    return lives.values();
  }

  private static void writeAlerts(JsonGenerator json, Collection<Alert> lives) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (Alert alert : lives.stream().limit(MAX_TRANSITIONS).toList()) {
      AlertJson.write(json, alert);
    }
    json.writeEndArray();
  }

  private static void writeTransitions(JsonGenerator json, List<Transition> transitions)
      throws IOException {
    json.writeArrayFieldStart("transitions");
    for (Transition each : transitions.stream().limit(MAX_TRANSITIONS).toList()) {
      AlertState state = each.alert().state();
      json.writeStartObject();
      json.writeStringField("at", each.at().toString());
      json.writeStringField("state", state.id());
      json.writeStringField("alertId", each.alert().id());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
