package io.spanstone.query.alert.silence;

import io.spanstone.query.alert.Acknowledgement;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.AlertMark;
import io.spanstone.query.alert.AlertMarks;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.StoredJson;
import io.spanstone.query.request.Unreadable;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentMissingException;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The silences and acknowledgements in storage. What another process wrote is seen two seconds
 * later at most, what this one wrote at once. Every method throws {@link IOException} if storage
 * does not answer. Thread-safe.
 */
public final class People implements AlertMarks {
  /** So many silences may be kept, with those that are over. */
  public static final int MOST_SILENCES = 1_000;

  private static final Logger logger = LoggerFactory.getLogger(People.class);
  private static final String SILENCE = "silence";
  private static final String ACKNOWLEDGEMENT = "acknowledgement";
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** As long a silence that is over is shown. */
  private static final Duration KEPT = Duration.ofDays(5);

  private final Documents documents;
  private final StoredJson<StoredSilence> stored;
  private final StoredJson<GivenAcknowledgement> acknowledgements;
  private final InstantSource clock;
  private @Nullable Known known;

  private record Known(
      List<StoredSilence> silences,
      List<Unreadable> unreadable,
      Map<String, GivenAcknowledgement> given,
      List<Unreadable> unreadableGiven,
      Instant readAt) {}

  public People(Documents documents, InstantSource clock) {
    this.documents = documents;
    this.stored = new StoredJson<>(documents, SILENCE, this::readSilence);
    this.acknowledgements =
        new StoredJson<>(documents, ACKNOWLEDGEMENT, GivenAcknowledgement::read);
    this.clock = clock;
  }

  @Override
  public AlertMark of(Alert alert) throws IOException {
    Known now = known();
    Instant time = clock.instant();
    List<String> silences =
        now.silences().stream()
            .map(StoredSilence::silence)
            .filter(each -> each.silences(alert, time))
            .map(Silence::id)
            .toList();
    return new AlertMark(silences, acknowledgement(now, alert));
  }

  /** What holds at this moment. */
  public Marks marks() throws IOException {
    Known now = known();
    Instant time = clock.instant();
    return new Marks() {
      @Override
      public boolean isSilenced(Alert alert) {
        return now.silences().stream().anyMatch(each -> each.silence().silences(alert, time));
      }

      @Override
      public @Nullable Acknowledgement acknowledgementOf(Alert alert) {
        return acknowledgement(now, alert);
      }
    };
  }

  /** All silences, the newest first, with those that cannot be read, which silence nothing. */
  public StoredJson.Listing<StoredSilence> silences() throws IOException {
    Known now = known();
    return new StoredJson.Listing<>(now.silences(), now.unreadable());
  }

  /** Throws what {@link StoredJson#get} throws. */
  public Optional<StoredSilence> silence(String id) throws IOException {
    return stored.get(id);
  }

  /** One that there is, and that can be read. */
  public Optional<StoredSilence> readable(String id) throws IOException {
    return stored.readable(id);
  }

  public StoredSilence create(Silence silence) throws IOException {
    try {
      Document document = documents.create(SILENCE, silence.id(), SilenceJson.stored(silence));
      return new StoredSilence(silence, document.version());
    } finally {
      changed();
    }
  }

  /** Throws what {@link Documents#delete} throws. */
  public void deleteSilence(String id, DocumentVersion version) throws IOException {
    try {
      documents.delete(SILENCE, id, version);
    } finally {
      changed();
    }
  }

  /** Takes down that somebody takes an alert over, in place of who did before. */
  public void acknowledge(Alert alert, Acknowledgement given) throws IOException {
    String json = GivenAcknowledgement.json(alert, given);
    try {
      Document before = documents.get(ACKNOWLEDGEMENT, alert.id()).orElse(null);
      if (before == null) {
        documents.create(ACKNOWLEDGEMENT, alert.id(), json);
      } else {
        documents.replace(ACKNOWLEDGEMENT, alert.id(), json, before.version());
      }
    } finally {
      changed();
    }
  }

  /** Takes an acknowledgement back, even if it cannot be read; false if there was none. */
  public boolean takeBack(String alertId) throws IOException {
    try {
      Document before = documents.get(ACKNOWLEDGEMENT, alertId).orElse(null);
      if (before == null) {
        return false;
      }
      documents.delete(ACKNOWLEDGEMENT, alertId, before.version());
      return true;
    } finally {
      changed();
    }
  }

  /** Forgets silences that have long been over, and acknowledgements of alerts that are. */
  public void tidy(Collection<Alert> active) throws IOException {
    Known now = read();
    Instant time = clock.instant();
    for (StoredSilence each : now.silences()) {
      Instant end = each.silence().endsAt();
      if (end != null && end.plus(KEPT).isBefore(time)) {
        remove(SILENCE, each.silence().id(), each.version());
      }
    }
    for (GivenAcknowledgement each : now.given().values()) {
      boolean old = each.given().at().plusSeconds(60).isBefore(time);
      if (old && active.stream().noneMatch(each::isOf)) {
        remove(ACKNOWLEDGEMENT, each.alertId(), each.version());
      }
    }
    for (Unreadable each : now.unreadableGiven()) {
      if (active.stream().noneMatch(alert -> alert.id().equals(each.id()))) {
        remove(ACKNOWLEDGEMENT, each.id(), each.version());
      }
    }
  }

  private void remove(String kind, String id, DocumentVersion version) throws IOException {
    try {
      documents.delete(kind, id, version);
    } catch (DocumentChangedException | DocumentMissingException e) {
      logger.debug("The {} {} changed meanwhile", kind, id);
    }
  }

  private static @Nullable Acknowledgement acknowledgement(Known known, Alert alert) {
    GivenAcknowledgement given = known.given().get(alert.id());
    return given != null && given.isOf(alert) ? given.given() : null;
  }

  private synchronized void changed() {
    known = null;
  }

  private synchronized Known known() throws IOException {
    Known last = known;
    if (last == null || last.readAt().plus(FRESH).isBefore(clock.instant())) {
      last = read();
      known = last;
    }
    return last;
  }

  private Known read() throws IOException {
    Instant readAt = clock.instant();
    StoredJson.Listing<StoredSilence> found = stored.list();
    List<StoredSilence> silences = new ArrayList<>(found.readable());
    silences.sort((a, b) -> b.silence().createdAt().compareTo(a.silence().createdAt()));
    StoredJson.Listing<GivenAcknowledgement> given = acknowledgements.list();
    Map<String, GivenAcknowledgement> byAlert = new HashMap<>();
    given.readable().forEach(each -> byAlert.put(each.alertId(), each));
    return new Known(silences, found.unreadable(), byAlert, given.unreadable(), readAt);
  }

  private StoredSilence readSilence(Document document, JsonFields fields) {
    Silence silence = SilenceJson.read(fields, document.id(), clock.instant());
    fields.check();
    return new StoredSilence(silence, document.version());
  }
}
