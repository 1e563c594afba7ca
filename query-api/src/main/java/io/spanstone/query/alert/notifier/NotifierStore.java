package io.spanstone.query.alert.notifier;

import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.StoredJson;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The notifiers in storage. Every method throws {@link IOException} if that fails. Thread-safe. */
public final class NotifierStore {
  /** More would be more than the threads that send to them. */
  public static final int MOST = 200;

  private static final String KIND = "notifier";

  private final Documents documents;
  private final StoredJson<StoredNotifier> stored;

  public NotifierStore(Documents documents) {
    this.documents = documents;
    this.stored = new StoredJson<>(documents, KIND, NotifierStore::read);
  }

  /** All, by id. One that cannot be read, as after a downgrade, is not among them. */
  public List<StoredNotifier> list() throws IOException {
    return stored.list().readable();
  }

  /** All, by id, with those that cannot be read. */
  public StoredJson.Listing<StoredNotifier> listing() throws IOException {
    return stored.list();
  }

  public Optional<StoredNotifier> get(String id) throws IOException {
    return stored.get(id);
  }

  /** One that there is, and that can be read. */
  public Optional<StoredNotifier> readable(String id) throws IOException {
    return stored.readable(id);
  }

  /** Whether there is one, be it readable or not. */
  public boolean exists(String id) throws IOException {
    return documents.get(KIND, id).isPresent();
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

  private static StoredNotifier read(Document document, JsonFields fields) {
    Notifier notifier = NotifierReader.read(fields, document.id(), null);
    return new StoredNotifier(notifier, document.version());
  }
}
