package io.spanstone.query.alert.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertBook;
import io.spanstone.query.alert.AlertJson;
import io.spanstone.query.alert.AlertMark;
import io.spanstone.query.alert.AlertMarks;
import io.spanstone.query.alert.AlertState;
import io.spanstone.query.alert.history.HistoryLog;
import io.spanstone.query.alert.history.HistoryPage;
import io.spanstone.query.alert.history.HistoryQuery;
import io.spanstone.query.alert.history.InvalidHistoryCursorException;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alerts that are active, and what became of alerts. Thread-safe. */
public final class AlertsApi {
  private static final int DEFAULT_LIMIT = 100;
  private static final List<String> LOOKED_FOR =
      List.of("kind", "name", "ruleId", "alertId", "service", "severity");

  private final AlertBook book;
  private final HistoryLog history;
  private final AlertMarks marks;
  private final InstantSource clock;

  public AlertsApi(AlertBook book, HistoryLog history, AlertMarks marks, InstantSource clock) {
    this.book = book;
    this.history = history;
    this.marks = marks;
    this.clock = clock;
  }

  /** {@code GET /api/v1/alerts} */
  public void active(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    List<AlertState> states = parameters.repeatable("state", AlertsApi::state);
    String ruleId = parameters.optional("ruleId", Parsers::text, "");
    parameters.check();
    List<Alert> alerts =
        book.active().stream()
            .filter(alert -> states.isEmpty() || states.contains(alert.state()))
            .filter(alert -> ruleId.isEmpty() || alert.ruleId().equals(ruleId))
            .sorted(
                Comparator.comparing(Alert::state)
                    .reversed()
                    .thenComparing(Alert::name)
                    .thenComparing(Alert::activeAt)
                    .thenComparing(Alert::id))
            .toList();
    Map<String, AlertMark> marked = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      marked.put(alert.id(), marks.of(alert));
    }
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("alerts");
          for (Alert alert : alerts) {
            write(json, alert, marked.getOrDefault(alert.id(), AlertMark.NONE));
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/alerts/history} */
  public void history(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (String name : LOOKED_FOR) {
      wanted.put(name, parameters.repeatable(name, Parsers::text));
    }
    int limit = parameters.optional("limit", Parsers::limit, DEFAULT_LIMIT);
    String cursor = parameters.optional("cursor", Parsers::text);
    parameters.check();
    HistoryPage page = page(new HistoryQuery(range.start(), range.end(), wanted, cursor, limit));
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("alerts");
          for (String entry : page.entries()) {
            json.writeRawValue(entry);
          }
          json.writeEndArray();
          json.writeStringField("cursor", page.cursor());
          json.writeEndObject();
        });
  }

  private HistoryPage page(HistoryQuery query) throws IOException {
    try {
      return history.find(query);
    } catch (InvalidHistoryCursorException e) {
      throw new ProblemException(
          Problem.ofParameters(
              List.of(
                  new ParameterFault(
                      "cursor", "is not a cursor of the history; leave it out to begin anew"))));
    }
  }

  private static void write(JsonGenerator json, Alert alert, AlertMark mark) throws IOException {
    json.writeStartObject();
    AlertJson.writeFields(json, alert);
    json.writeArrayFieldStart("silencedBy");
    for (String silence : mark.silencedBy()) {
      json.writeString(silence);
    }
    json.writeEndArray();
    Acknowledgement acknowledged = mark.acknowledged();
    if (acknowledged != null) {
      json.writeObjectFieldStart("acknowledged");
      json.writeStringField("by", acknowledged.by());
      json.writeStringField("comment", acknowledged.comment());
      json.writeStringField("at", acknowledged.at().toString());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static AlertState state(String text) throws InvalidValueException {
    return AlertState.of(text)
        .filter(state -> state == AlertState.PENDING || state == AlertState.FIRING)
        .orElseThrow(
            () -> new InvalidValueException("must be pending or firing, not '" + text + "'"));
  }
}
