package io.spanstone.query.alert.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.JsonFields;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notifiers in storage. Every method throws {@link IOException} if that fails. Thread-safe. */
public final class NotifierStore {
  /** More would be more than the threads that send to them. */
  public static final int MOST = 200;

  private static final Logger logger = LoggerFactory.getLogger(NotifierStore.class);
  private static final String KIND = "notifier";

  private final Documents documents;

  public NotifierStore(Documents documents) {
    this.documents = documents;
  }

  /** All that can be read, by id. */
  public List<StoredNotifier> list() throws IOException {
    List<StoredNotifier> notifiers = new ArrayList<>();
    for (Document document : documents.list(KIND)) {
      read(document).ifPresent(notifiers::add);
    }
    return notifiers;
  }

  public Optional<StoredNotifier> get(String id) throws IOException {
    return documents.get(KIND, id).flatMap(NotifierStore::read);
  }

  public StoredNotifier create(Notifier notifier) throws IOException {
    Document document = documents.create(KIND, notifier.id(), NotifierJson.stored(notifier));
    return new StoredNotifier(notifier, document.version());
  }

  /** Throws what {@link Documents#replace} throws. */
  public StoredNotifier replace(Notifier notifier, DocumentVersion version) throws IOException {
    Document document =
        documents.replace(KIND, notifier.id(), NotifierJson.stored(notifier), version);
    return new StoredNotifier(notifier, document.version());
  }

  /** Throws what {@link Documents#delete} throws. */
  public void delete(String id, DocumentVersion version) throws IOException {
    documents.delete(KIND, id, version);
  }

  private static Optional<StoredNotifier> read(Document document) {
    try {
      JsonFields fields = JsonFields.of(document.json().getBytes(UTF_8));
      Notifier notifier = NotifierReader.read(fields, document.id(), null);
      return Optional.of(new StoredNotifier(notifier, document.version()));
    } catch (ProblemException e) {
      logger.error("The stored notifier {} cannot be read: {}", document.id(), e.getMessage());
      return Optional.empty();
    }
  }
}
