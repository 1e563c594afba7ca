package io.spanstone.query.alert.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertBook;
import io.spanstone.query.alert.AlertHistory;
import io.spanstone.query.alert.HistoryEntry;
import io.spanstone.query.alert.silence.People;
import io.spanstone.query.alert.silence.Silence;
import io.spanstone.query.alert.silence.SilenceJson;
import io.spanstone.query.alert.silence.StoredSilence;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.request.Ids;
import io.spanstone.query.request.IfMatch;
import io.spanstone.query.request.JsonBodies;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.StoredJson;
import io.spanstone.query.request.StoredKind;
import io.spanstone.query.request.Unreadable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts that nobody is to be told of for a while. Thread-safe. */
public final class SilencesApi {
  private static final Logger logger = LoggerFactory.getLogger(SilencesApi.class);
  private static final StoredKind KIND = new StoredKind("silence", "/api/v1/silences");

  /** No more alerts get an entry of their own in the history, if a silence begins or ends. */
  private static final int MOST_NAMED = 100;

  private final People people;
  private final AlertBook book;
  private final AlertHistory history;
  private final Runnable onChange;
  private final InstantSource clock;

  /**
   * @param onChange called after every change, by the thread of its request
   */
  public SilencesApi(
      People people, AlertBook book, AlertHistory history, Runnable onChange, InstantSource clock) {
    this.people = people;
    this.book = book;
    this.history = history;
    this.onChange = onChange;
    this.clock = clock;
  }

  /** {@code GET /api/v1/silences} */
  public void list(Context request) throws IOException {
    Parameters.of(request).check();
    StoredJson.Listing<StoredSilence> silences = people.silences();
    Instant now = clock.instant();
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("silences");
          for (StoredSilence each : silences.readable()) {
            SilenceJson.writeShown(json, each.silence(), each.version().etag(), now);
          }
          json.writeEndArray();
          Unreadable.write(json, silences.unreadable());
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/silences/{id}} */
  public void get(Context request) throws IOException {
    String id = Ids.inPath(request);
    answer(request, HttpStatus.OK, people.silence(id).orElseThrow(() -> KIND.missing(id)));
  }

  /** {@code POST /api/v1/silences} */
  public void create(Context request) throws IOException {
    Parameters.of(request).check();
    JsonFields fields = JsonBodies.json(request);
    Instant now = clock.instant();
    if (fields.has("createdAt")) {
      fields.fault("createdAt", "is decided by Spanstone; leave it out");
    }
    Silence silence = SilenceJson.read(fields, Ids.random(), now);
    if (silence.endsAt() != null && !silence.endsAt().isAfter(now)) {
      fields.fault("endsAt", "is over already; it is " + now);
    }
    fields.check();
    KIND.checkRoom(people.silences().readable().size(), People.MOST_SILENCES);
    StoredSilence stored = KIND.create(request, silence.id(), () -> people.create(silence));
    onChange.run();
    record("silenced", silence, silence.createdBy(), now);
    answer(request, HttpStatus.CREATED, stored);
  }

  /** {@code DELETE /api/v1/silences/{id}} */
  public void delete(Context request) throws IOException {
    Optional<StoredSilence> silence = people.readable(Ids.inPath(request));
    KIND.delete(request, people::deleteSilence);
    onChange.run();
    if (silence.isPresent()) {
      record("unsilenced", silence.get().silence(), "", clock.instant());
    }
  }

  /**
   * Writes down the silence, and each alert that it is about now. What was asked for is done by
   * then: who is told that it failed would do it again.
   */
  private void record(String kind, Silence silence, String by, Instant at) {
    try {
      write(kind, silence, by, at);
    } catch (IOException e) {
      logger.error("It is not in the history that the silence {} was {}", silence.id(), kind, e);
    }
  }

  private void write(String kind, Silence silence, String by, Instant at) throws IOException {
    history.record(new HistoryEntry("", kind, by, silence.comment(), at, null, silence.id()));
    List<Alert> meant =
        book.active().stream()
            .filter(each -> silence.matchers().match(each.labels()))
            .limit(MOST_NAMED)
            .toList();
    for (Alert each : meant) {
      history.record(
          new HistoryEntry(each.id(), kind, by, silence.comment(), at, each, silence.id()));
    }
  }

  private void answer(Context request, HttpStatus status, StoredSilence stored) throws IOException {
    IfMatch.answer(request, stored.version());
    JsonAnswer.send(
        request,
        status,
        json ->
            SilenceJson.writeShown(
                json, stored.silence(), stored.version().etag(), clock.instant()));
  }
}
