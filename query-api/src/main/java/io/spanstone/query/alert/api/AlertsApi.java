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
import io.spanstone.query.alert.notify.AlertDelivery;
import io.spanstone.query.alert.notify.Deliveries;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.PageAsked;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
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
      List.of("kind", "name", "ruleId", "alertId", "service", "severity", "notifier");

  private final AlertBook book;
  private final HistoryLog history;
  private final AlertMarks marks;
  private final Deliveries deliveries;
  private final InstantSource clock;

  public AlertsApi(
      AlertBook book,
      HistoryLog history,
      AlertMarks marks,
      Deliveries deliveries,
      InstantSource clock) {
    this.book = book;
    this.history = history;
    this.marks = marks;
    this.deliveries = deliveries;
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
    Map<String, List<AlertDelivery>> delivered = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      marked.put(alert.id(), marks.of(alert));
      delivered.put(alert.id(), deliveries.ofAlert(alert.id()));
    }
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("alerts");
          for (Alert alert : alerts) {
            json.writeStartObject();
            AlertJson.writeFields(json, alert);
            writeMark(json, marked.getOrDefault(alert.id(), AlertMark.NONE));
            DeliveryJson.writeNotices(json, delivered.getOrDefault(alert.id(), List.of()));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/alerts/history} */
  public void history(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (String name : LOOKED_FOR) {
      wanted.put(name, parameters.repeatable(name, Parsers::text));
    }
    PageAsked asked = PageAsked.of(parameters, clock.instant(), DEFAULT_LIMIT);
    parameters.check();
    HistoryPage page =
        page(new HistoryQuery(asked.start(), asked.end(), wanted, asked.cursor(), asked.limit()));
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

  private static void writeMark(JsonGenerator json, AlertMark mark) throws IOException {
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
  }

  private static AlertState state(String text) throws InvalidValueException {
    return AlertState.of(text)
        .filter(state -> state == AlertState.PENDING || state == AlertState.FIRING)
        .orElseThrow(
            () -> new InvalidValueException("must be pending or firing, not '" + text + "'"));
  }
}
