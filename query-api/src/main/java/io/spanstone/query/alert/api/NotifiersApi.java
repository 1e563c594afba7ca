package io.spanstone.query.alert.api;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.query.alert.channel.Channels;
import io.spanstone.query.alert.channel.Outcome;
import io.spanstone.query.alert.notice.SampleNotices;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.query.alert.notifier.NotifierJson;
import io.spanstone.query.alert.notifier.NotifierReader;
import io.spanstone.query.alert.notifier.NotifierStore;
import io.spanstone.query.alert.notifier.StoredNotifier;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Ids;
import io.spanstone.query.request.IfMatch;
import io.spanstone.query.request.JsonBodies;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.StoredJson;
import io.spanstone.query.request.StoredKind;
import io.spanstone.query.request.Unreadable;
import io.spanstone.storage.document.DocumentVersion;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/** Whom alerts are told to. Thread-safe. */
public final class NotifiersApi {
  static final StoredKind KIND = new StoredKind("notifier", "/api/v1/notifiers");

  private static final int MOST_TESTS_AT_ONCE = 4;

  private final NotifierStore store;
  private final Channels channels;
  private final Runnable onChange;
  private final String baseUrl;
  private final InstantSource clock;
  private final Semaphore tests = new Semaphore(MOST_TESTS_AT_ONCE);

  /**
   * @param onChange called after every change, by the thread of its request
   * @param baseUrl of our pages, for links in test notices
   */
  public NotifiersApi(
      NotifierStore store,
      Channels channels,
      Runnable onChange,
      String baseUrl,
      InstantSource clock) {
    this.store = store;
    this.channels = channels;
    this.onChange = onChange;
    this.baseUrl = baseUrl;
    this.clock = clock;
  }

  /** {@code GET /api/v1/notifiers} */
  public void list(Context request) throws IOException {
    Parameters.of(request).check();
    StoredJson.Listing<StoredNotifier> notifiers = store.listing();
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("notifiers");
          for (StoredNotifier each : notifiers.readable()) {
            NotifierJson.writeShown(json, each.notifier());
          }
          json.writeEndArray();
          Unreadable.write(json, notifiers.unreadable());
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/notifiers/{id}} */
  public void get(Context request) throws IOException {
    answer(request, HttpStatus.OK, find(Ids.inPath(request)));
  }

  /** {@code POST /api/v1/notifiers} */
  public void create(Context request) throws IOException {
    Parameters.of(request).check();
    Notifier notifier = NotifierReader.read(JsonBodies.json(request), Ids.random(), null);
    KIND.checkRoom(store.list().size(), NotifierStore.MOST);
    StoredNotifier stored = KIND.create(request, notifier.id(), () -> store.create(notifier));
    onChange.run();
    answer(request, HttpStatus.CREATED, stored);
  }

  /** {@code PUT /api/v1/notifiers/{id}} */
  public void replace(Context request) throws IOException {
    String id = Ids.inPath(request);
    DocumentVersion version = IfMatch.version(request);
    StoredNotifier before = store.readable(id).orElse(null);
    if (before == null && !store.exists(id)) {
      throw KIND.missing(id);
    }
    Notifier known = before == null ? null : before.notifier();
    Notifier notifier = NotifierReader.read(JsonBodies.json(request), id, known);
    if (before != null && !before.version().equals(version)) {
      throw IfMatch.changed();
    }
    StoredNotifier stored = KIND.replace(id, () -> store.replace(notifier, version));
    onChange.run();
    answer(request, HttpStatus.OK, stored);
  }

  /** {@code DELETE /api/v1/notifiers/{id}} */
  public void delete(Context request) throws IOException {
    KIND.delete(request, store::delete);
    onChange.run();
  }

  /**
   * {@code POST /api/v1/notifiers/{id}:test}: sends a notice that says it is a test, and tells what
   * the receiver answered.
   */
  public void test(Context request) throws IOException, InterruptedException {
    String id = Ids.inPath(request);
    Notifier notifier = find(id).notifier();
    if (!tests.tryAcquire()) {
      throw new ProblemException(
          Problem.of(HttpStatus.TOO_MANY_REQUESTS, "other tests are under way; try again shortly")
              .withHeader(Header.RETRY_AFTER, "5"));
    }
    try {
      long begun = System.nanoTime();
      Outcome outcome =
          channels
              .open(notifier)
              .send(SampleNotices.test(Ids.random(), notifier.name(), clock.instant(), baseUrl));
      answer(request, outcome, Duration.ofNanos(System.nanoTime() - begun));
    } finally {
      tests.release();
    }
  }

  private static void answer(Context request, Outcome outcome, Duration took) throws IOException {
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("delivered", outcome.isDelivered());
          if (outcome.status() != null) {
            json.writeNumberField("status", outcome.status());
          }
          json.writeStringField("detail", outcome.detail());
          json.writeNumberField("durationNanos", took.toNanos());
          json.writeEndObject();
        });
  }

  private static void answer(Context request, HttpStatus status, StoredNotifier stored)
      throws IOException {
    IfMatch.answer(request, stored.version());
    JsonAnswer.send(request, status, json -> NotifierJson.writeShown(json, stored.notifier()));
  }

  private StoredNotifier find(String id) throws IOException {
    return store.get(id).orElseThrow(() -> KIND.missing(id));
  }
}
