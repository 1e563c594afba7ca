package io.spanstone.query.alert.slo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.JsonFields;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentMissingException;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objectives. Thread-safe. Every method throws if storage does not answer. */
public final class SloStore {
  private static final Logger logger = LoggerFactory.getLogger(SloStore.class);
  private static final String KIND = "slo";

  private final Documents documents;

  public SloStore(Documents documents) {
    this.documents = documents;
  }

  /** All, by id. One that cannot be read, as after a downgrade, is left out and logged. */
  public List<StoredSlo> list() throws IOException {
    List<StoredSlo> all = new ArrayList<>();
    for (Document document : documents.list(KIND)) {
      read(document).ifPresent(all::add);
    }
    return all;
  }

  public Optional<StoredSlo> get(String id) throws IOException {
    Optional<Document> document = documents.get(KIND, id);
    return document.isEmpty() ? Optional.empty() : read(document.get());
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

  private static Optional<StoredSlo> read(Document document) {
    try {
      JsonFields fields = JsonFields.of(document.json().getBytes(UTF_8));
      Slo slo = SloJson.read(fields);
      fields.check();
      return Optional.of(new StoredSlo(slo.withId(document.id()), document.version()));
    } catch (ProblemException e) {
      logger.error("The stored objective {} cannot be read: {}", document.id(), e.getMessage());
      return Optional.empty();
    }
  }
}
