package io.spanstone.query.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of one kind, read as clients write them. For a list none is read again before one
 * has changed. One that cannot be read, as after a downgrade, is logged, and keeps nobody from the
 * others. Thread-safe.
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

  /**
   * All documents, by id.
   *
   * @param readable what they are read as
   * @param unreadable those that cannot be read
   */
  public record Listing<T>(List<T> readable, List<Unreadable> unreadable) {}

  /** Exactly one of {@code value} and {@code unreadable} is there. */
  private record Read<T>(
      DocumentVersion version, @Nullable T value, @Nullable Unreadable unreadable) {}

  public StoredJson(Documents documents, String kind, Reader<T> reader) {
    this.documents = documents;
    this.kind = kind;
    this.reader = reader;
  }

  /**
   * All, by id.
   *
   * @throws IOException if storage does not answer
   */
  public Listing<T> list() throws IOException {
    Map<String, Read<T>> before = lastListed;
    if (!before.isEmpty() && documents.versions(kind).equals(versions(before))) {
      return listing(before);
    }
    Map<String, Read<T>> now = new LinkedHashMap<>();
    for (Document document : documents.list(kind)) {
      Read<T> same = before.get(document.id());
      now.put(
          document.id(),
          same != null && same.version().equals(document.version()) ? same : read(document));
    }
    lastListed = now;
    return listing(now);
  }

  private static <T> Map<String, DocumentVersion> versions(Map<String, Read<T>> of) {
    return of.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().version()));
  }

  private static <T> Listing<T> listing(Map<String, Read<T>> all) {
    List<T> readable = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Read<T> read : all.values()) {
      if (read.value() != null) {
        readable.add(read.value());
      }
      if (read.unreadable() != null) {
        unreadable.add(read.unreadable());
      }
    }
    return new Listing<>(readable, unreadable);
  }

  /**
   * One; empty if there is none of this id.
   *
   * @throws IOException if storage does not answer
   * @throws ProblemException if it cannot be read; the answer has the ETag to delete it with
   */
  public Optional<T> get(String id) throws IOException {
    Optional<Document> document = documents.get(kind, id);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    Read<T> read = read(document.get());
    if (read.unreadable() != null) {
      throw refusal(read.unreadable());
    }
    return Optional.ofNullable(read.value());
  }

  /**
   * One; empty if there is none of this id, or it cannot be read.
   *
   * @throws IOException if storage does not answer
   */
  public Optional<T> readable(String id) throws IOException {
    return documents.get(kind, id).map(each -> read(each).value());
  }

  /** The reader is made for what clients write; other things may bring it to any end. */
  private Read<T> read(Document document) {
    try {
      JsonFields fields = JsonFields.of(document.json().getBytes(UTF_8));
      return new Read<>(document.version(), reader.read(document, fields), null);
    } catch (RuntimeException e) {
      String detail = e instanceof ProblemException ? String.valueOf(e.getMessage()) : e.toString();
      logger.error("The stored {} {} cannot be read: {}", kind, document.id(), detail);
      return new Read<>(
          document.version(), null, new Unreadable(document.id(), document.version(), detail));
    }
  }

  private ProblemException refusal(Unreadable what) {
    return new ProblemException(
        Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                ("the stored %s '%s' cannot be read, because another version of Spanstone or a"
                        + " hand wrote it: %s; go on with that version, or DELETE it with the ETag"
                        + " of this answer in If-Match")
                    .formatted(kind.replace('-', ' '), what.id(), what.detail()))
            .withHeader(Header.ETAG, what.version().etag()));
  }
}
