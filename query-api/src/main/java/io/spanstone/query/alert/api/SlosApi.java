package io.spanstone.query.alert.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.slo.BurnRates;
import io.spanstone.query.alert.slo.ErrorRatios;
import io.spanstone.query.alert.slo.Slo;
import io.spanstone.query.alert.slo.SloJson;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Service level objectives, with what is left of their budgets. Thread-safe. */
public final class SlosApi {
  static final StoredKind KIND = new StoredKind("objective", "/api/v1/slos");

  private static final int MAX_SLOS = 500;

  private final SloStore slos;
  private final NotifierStore notifiers;
  private final ErrorRatios ratios;
  private final Runnable onChange;
  private final InstantSource clock;

  /**
   * Handles requests.
   *
   * @param onChange called after every change, by the thread of its request
   */
  public SlosApi(
      SloStore slos,
      NotifierStore notifiers,
      ErrorRatios ratios,
      Runnable onChange,
      InstantSource clock) {
    this.slos = slos;
    this.notifiers = notifiers;
    this.ratios = ratios;
    this.onChange = onChange;
    this.clock = clock;
  }

  /** {@code GET /api/v1/slos} */
  public void list(Context request) throws IOException {
    Parameters.of(request).check();
    StoredJson.Listing<StoredSlo> all = slos.listing();
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("slos");
          for (StoredSlo each : all.readable()) {
            json.writeStartObject();
            SloJson.writeFields(json, each.slo());
            json.writeStringField("etag", each.version().etag());
            json.writeEndObject();
          }
          json.writeEndArray();
          Unreadable.write(json, all.unreadable());
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/slos/{id}} */
  public void get(Context request) throws IOException {
    String id = Ids.inPath(request);
    answer(request, HttpStatus.OK, slos.get(id).orElseThrow(() -> KIND.missing(id)));
  }

  /** {@code POST /api/v1/slos} */
  public void create(Context request) throws IOException {
    Parameters.of(request).check();
    JsonFields fields = JsonBodies.json(request);
    Slo slo = SloJson.read(fields);
    KIND.checkNoId(fields, slo.id());
    fields.check();
    new KnownNotifiers(notifiers).check(slo.notifiers());
    KIND.checkRoom(slos.list().size(), MAX_SLOS);
    String id = Ids.random();
    StoredSlo stored = KIND.create(request, id, () -> slos.create(slo, id));
    onChange.run();
    answer(request, HttpStatus.CREATED, stored);
  }

  /** {@code PUT /api/v1/slos/{id}} */
  public void replace(Context request) throws IOException {
    String id = Ids.inPath(request);
    DocumentVersion version = IfMatch.version(request);
    JsonFields fields = JsonBodies.json(request);
    Slo slo = SloJson.read(fields);
    KIND.checkId(fields, slo.id(), id);
    fields.check();
    new KnownNotifiers(notifiers).check(slo.notifiers());
    StoredSlo stored = KIND.replace(id, () -> slos.replace(slo, id, version));
    onChange.run();
    answer(request, HttpStatus.OK, stored);
  }

  /** {@code DELETE /api/v1/slos/{id}} */
  public void delete(Context request) throws IOException {
    KIND.delete(request, slos::delete);
    onChange.run();
  }

  private void answer(Context request, HttpStatus status, StoredSlo stored) throws IOException {
    Slo slo = stored.slo();
    Instant now = clock.instant();
    Map<Duration, ErrorRatios.Counted> windows = new LinkedHashMap<>();
    try {
      windows.put(slo.window(), calls(slo, slo.window(), now));
      for (BurnRates.Pair pair : BurnRates.pairs(slo)) {
        windows.put(pair.shortWindow(), calls(slo, pair.shortWindow(), now));
        windows.put(pair.longWindow(), calls(slo, pair.longWindow(), now));
      }
    } catch (LimitExceededException e) {
      throw new ProblemException(
          Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(e.getMessage())));
    }
    IfMatch.answer(request, stored.version());
    JsonAnswer.send(
        request,
        status,
        json -> {
          json.writeStartObject();
          SloJson.writeFields(json, slo);
          writeStatus(json, slo, windows);
          json.writeStringField("etag", stored.version().etag());
          json.writeEndObject();
        });
  }

  private ErrorRatios.Counted calls(Slo slo, Duration window, Instant now) throws IOException {
    return ratios.calls(slo.service(), slo.operation(), slo.latency(), window, now);
  }

  private static void writeStatus(
      JsonGenerator json, Slo slo, Map<Duration, ErrorRatios.Counted> windows) throws IOException {
    ErrorRatios.Counted whole = windows.getOrDefault(slo.window(), new ErrorRatios.Counted(0, 0));
    double allowed = whole.calls() * slo.budget();
    json.writeObjectFieldStart("status");
    json.writeNumberField("calls", whole.calls());
    json.writeNumberField("errors", whole.bad());
    json.writeNumberField("allowedErrors", allowed);
    json.writeNumberField("budgetLeft", allowed == 0 ? 1 : 1 - whole.bad() / allowed);
    json.writeArrayFieldStart("burnRates");
    for (Map.Entry<Duration, ErrorRatios.Counted> each : windows.entrySet()) {
      double ratio = each.getValue().ratio();
      json.writeStartObject();
      json.writeStringField("window", SloJson.windowText(each.getKey()));
      json.writeNumberField("errorRatio", ratio);
      json.writeNumberField("burnRate", ratio / slo.budget());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
