package io.spanstone.query.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.problem.ProblemException;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of one kind, read as clients write them. In the list none is read again before it
 * changes. One that cannot be read, as after a downgrade, is left out and logged. Thread-safe.
 *
 * @param <T> what they are read as
 */
public final class StoredJson<T> {
  private static final Logger logger = LoggerFactory.getLogger(StoredJson.class);

  private final Documents documents;
  private final String kind;
  private final Reader<T> reader;
  private volatile Map<String, Read<T>> lastListed = Map.of();

  /** Reads one document. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * What the document is.
     *
     * @param fields of its JSON
     * @throws ProblemException if it cannot be read
     */
    T read(Document document, JsonFields fields);
  }

  private record Read<T>(DocumentVersion version, Optional<T> value) {}

  public StoredJson(Documents documents, String kind, Reader<T> reader) {
    this.documents = documents;
    this.kind = kind;
    this.reader = reader;
  }

  /**
   * All that can be read, by id.
   *
   * @throws IOException if storage does not answer
   */
  public List<T> list() throws IOException {
    Map<String, Read<T>> before = lastListed;
    Map<String, Read<T>> now = new HashMap<>();
    List<T> all = new ArrayList<>();
    for (Document document : documents.list(kind)) {
      Read<T> same = before.get(document.id());
      Read<T> read =
          same != null && same.version().equals(document.version())
              ? same
              : new Read<>(document.version(), read(document));
      now.put(document.id(), read);
      read.value().ifPresent(all::add);
    }
    lastListed = now;
    return all;
  }

  /**
   * One; empty if there is none of this id, or it cannot be read.
   *
   * @throws IOException if storage does not answer
   */
  public Optional<T> get(String id) throws IOException {
    return documents.get(kind, id).flatMap(this::read);
  }

  private Optional<T> read(Document document) {
    try {
      JsonFields fields = JsonFields.of(document.json().getBytes(UTF_8));
      return Optional.of(reader.read(document, fields));
    } catch (ProblemException e) {
      logger.error("The stored {} {} cannot be read: {}", kind, document.id(), e.getMessage());
      return Optional.empty();
    }
  }
}
