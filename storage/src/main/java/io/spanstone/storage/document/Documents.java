package io.spanstone.storage.document;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Documents that are changed by compare-and-set. They are kept for ever: no retention touches them.
 * What was written is on disk, with its replicas, when a method returns, and everybody reads it
 * from then on.
 *
 * <p>Kinds are made of a-z and {@code -}. Ids have 1 to {@link #MAX_ID_BYTES} bytes. A kind has at
 * most {@link #MAX_LISTED} documents.
 *
 * <p>Every method throws {@link IOException} if Elasticsearch cannot be asked. Then a write may or
 * may not have happened: read the document to know. For the same reason a write that was tried
 * twice by the connection may be told to have met itself. Implementations MUST be thread-safe.
 */
public interface Documents {
  /** So many documents of one kind can be listed. */
  int MAX_LISTED = 10_000;

  /** The longest id, in UTF-8. */
  int MAX_ID_BYTES = 400;

  Optional<Document> get(String kind, String id) throws IOException;

  /**
   * All documents of a kind, by id. Sees every write that has returned.
   *
   * @throws IOException also if there are more than {@link #MAX_LISTED}
   */
  List<Document> list(String kind) throws IOException;

  /**
   * The versions of all documents of a kind, by id; far less to read than {@link #list} if they are
   * large. Sees every write that has returned.
   *
   * @throws IOException also if there are more than {@link #MAX_LISTED}
   */
  Map<String, DocumentVersion> versions(String kind) throws IOException;

  /**
   * Writes a document that is not there yet.
   *
   * @param json an object
   * @throws DocumentExistsException if there is one of this id
   */
  Document create(String kind, String id, String json) throws IOException;

  /**
   * Writes another state of a document.
   *
   * @throws DocumentChangedException if somebody else wrote since {@code version}
   * @throws DocumentMissingException if there is none of this id
   */
  Document replace(String kind, String id, String json, DocumentVersion version) throws IOException;

  /**
   * Removes a document.
   *
   * @throws DocumentChangedException if somebody else wrote since {@code version}
   * @throws DocumentMissingException if there is none of this id
   */
  void delete(String kind, String id, DocumentVersion version) throws IOException;
}
