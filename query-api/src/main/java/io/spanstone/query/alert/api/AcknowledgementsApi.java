package io.spanstone.query.alert.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertBook;
import io.spanstone.query.alert.AlertHistory;
import io.spanstone.query.alert.HistoryEntry;
import io.spanstone.query.alert.silence.People;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Ids;
import io.spanstone.query.request.JsonBodies;
import io.spanstone.query.request.JsonFields;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentExistsException;
import io.spanstone.storage.document.DocumentMissingException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts that somebody has taken over: they are not told again and again. Thread-safe. */
public final class AcknowledgementsApi {
  private static final Logger logger = LoggerFactory.getLogger(AcknowledgementsApi.class);
  private static final int LONGEST = 2_000;

  private final People people;
  private final AlertBook book;
  private final AlertHistory history;
  private final Runnable onChange;
  private final InstantSource clock;

  /**
   * @param onChange called after every change, by the thread of its request
   */
  public AcknowledgementsApi(
      People people, AlertBook book, AlertHistory history, Runnable onChange, InstantSource clock) {
    this.people = people;
    this.book = book;
    this.history = history;
    this.onChange = onChange;
    this.clock = clock;
  }

  /** {@code POST /api/v1/alerts/{id}:acknowledge} */
  public void acknowledge(Context request) throws IOException {
    String id = Ids.inPath(request);
    JsonFields fields = JsonBodies.json(request);
    String by = line(fields, "by", "somebody");
    String comment = line(fields, "comment", "");
    fields.check();
    Alert alert = active(id).orElseThrow(() -> missing(id));
    Acknowledgement given = new Acknowledgement(by, comment, clock.instant());
    try {
      people.acknowledge(alert, given);
    } catch (DocumentExistsException | DocumentChangedException | DocumentMissingException e) {
      throw together();
    }
    onChange.run();
    record(new HistoryEntry(id, "acknowledged", by, comment, given.at(), alert, null));
    JsonAnswer.send(
        request,
        HttpStatus.CREATED,
        json -> {
          json.writeStartObject();
          json.writeStringField("alertId", id);
          json.writeStringField("by", by);
          json.writeStringField("comment", comment);
          json.writeStringField("at", given.at().toString());
          json.writeEndObject();
        });
  }

  /** {@code DELETE /api/v1/alerts/{id}/acknowledgement} */
  public void takeBack(Context request) throws IOException {
    String id = Ids.inPath(request);
    Instant now = clock.instant();
    Alert alert = active(id).orElse(null); // which may fail, so before anything is done
    try {
      if (!people.takeBack(id)) {
        throw new ProblemException(
            Problem.of(
                HttpStatus.NOT_FOUND, "nobody has acknowledged the alert '%s'".formatted(id)));
      }
    } catch (DocumentChangedException | DocumentMissingException e) {
      throw together();
    }
    onChange.run();
    record(new HistoryEntry(id, "unacknowledged", "", "", now, alert, null));
    request.status(HttpStatus.NO_CONTENT);
  }

  /** What was asked for is done by then: who is told that it failed would do it again. */
  private void record(HistoryEntry entry) {
    try {
      history.record(entry);
    } catch (IOException e) {
      logger.error(
          "It is not in the history that the alert {} was {}", entry.alertId(), entry.kind(), e);
    }
  }

  private Optional<Alert> active(String id) throws IOException {
    return book.active().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  private static String line(JsonFields fields, String name, String fallback) {
    String text = fields.has(name) ? fields.textOrEmpty(name) : fallback;
    if (text.length() > LONGEST) {
      fields.fault(name, "must have %d characters at most".formatted(LONGEST));
    }
    return text.isBlank() ? fallback : text;
  }

  private static ProblemException missing(String id) {
    return new ProblemException(
        Problem.of(
            HttpStatus.NOT_FOUND,
            "there is no alert '%s' that is pending or firing; see /api/v1/alerts".formatted(id)));
  }

  private static ProblemException together() {
    return new ProblemException(
        Problem.of(HttpStatus.CONFLICT, "somebody else did the same just now; look again"));
  }
}
