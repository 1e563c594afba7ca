package io.spanstone.query.alert.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.query.alert.slo.BudgetCourse;
import io.spanstone.query.alert.slo.ErrorRatios;
import io.spanstone.query.alert.slo.Slo;
import io.spanstone.query.alert.slo.SloStore;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Ids;
import java.io.IOException;
import java.time.InstantSource;

/** How error budgets were used up. Thread-safe. */
public final class SloBudgetApi {
  private final SloStore slos;
  private final ErrorRatios ratios;
  private final InstantSource clock;

  public SloBudgetApi(SloStore slos, ErrorRatios ratios, InstantSource clock) {
    this.slos = slos;
    this.ratios = ratios;
    this.clock = clock;
  }

  /** {@code GET /api/v1/slos/{id}/budget} */
  public void get(Context request) throws IOException {
    String id = Ids.inPath(request);
    Slo slo = slos.get(id).orElseThrow(() -> SlosApi.KIND.missing(id)).slo();
    BudgetCourse course = course(slo);
    JsonAnswer.send(request, json -> write(json, course));
  }

  private BudgetCourse course(Slo slo) throws IOException {
    try {
      return BudgetCourse.of(slo, ratios, clock.instant());
    } catch (LimitExceededException e) {
      throw new ProblemException(
          Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage())));
    }
  }

  private static void write(JsonGenerator json, BudgetCourse course) throws IOException {
    json.writeStartObject();
    json.writeNumberField("stepSeconds", course.step().toSeconds());
    json.writeNumberField("allowedErrors", course.allowed());
    json.writeArrayFieldStart("points");
    for (BudgetCourse.Point each : course.points()) {
      json.writeStartObject();
      json.writeStringField("time", each.time().toString());
      json.writeNumberField("calls", each.calls());
      json.writeNumberField("errors", each.errors());
      json.writeNumberField("budgetLeft", each.budgetLeft());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
