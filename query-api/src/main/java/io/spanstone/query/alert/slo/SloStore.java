package io.spanstone.query.alert.slo;

import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.StoredJson;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentMissingException;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The objectives. Thread-safe. Every method throws if storage does not answer. */
public final class SloStore {
  private static final String KIND = "slo";

  private final Documents documents;
  private final StoredJson<StoredSlo> stored;

  public SloStore(Documents documents) {
    this.documents = documents;
    this.stored = new StoredJson<>(documents, KIND, SloStore::read);
  }

  /** All, by id. One that cannot be read, as after a downgrade, is not among them. */
  public List<StoredSlo> list() throws IOException {
    return stored.list().readable();
  }

  /** All, by id, with those that cannot be read. */
  public StoredJson.Listing<StoredSlo> listing() throws IOException {
    return stored.list();
  }

  public Optional<StoredSlo> get(String id) throws IOException {
    return stored.get(id);
  }

  /** Stores a new one under this id. */
  public StoredSlo create(Slo slo, String id) throws IOException {
    Slo named = slo.withId(id);
    return new StoredSlo(named, documents.create(KIND, id, SloJson.text(named)).version());
  }

  /**
   * Stores one in place of another.
   *
   * @throws DocumentChangedException if it has changed since
   * @throws DocumentMissingException if there is none of this id
   */
  public StoredSlo replace(Slo slo, String id, DocumentVersion version) throws IOException {
    Slo named = slo.withId(id);
    return new StoredSlo(
        named, documents.replace(KIND, id, SloJson.text(named), version).version());
  }

  /**
   * Removes one.
   *
   * @throws DocumentChangedException if it has changed since
   * @throws DocumentMissingException if there is none of this id
   */
  public void delete(String id, DocumentVersion version) throws IOException {
    documents.delete(KIND, id, version);
  }

  private static StoredSlo read(Document document, JsonFields fields) {
    Slo slo = SloJson.read(fields);
    fields.check();
    return new StoredSlo(slo.withId(document.id()), document.version());
  }
}
