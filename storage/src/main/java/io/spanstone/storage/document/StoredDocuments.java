package io.spanstone.storage.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.storage.cluster.Cluster;
import io.spanstone.storage.cluster.ClusterStatusException;
import io.spanstone.storage.cluster.StartingShards;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.indices.OnceInstalled;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All documents in one index, each with its kind before its id. Thread-safe. */
public final class StoredDocuments implements Documents {
  private static final Logger LOG = LoggerFactory.getLogger(StoredDocuments.class);
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int MOST_STRAYS_TOLD = 100;
  private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,63}");

  private final Cluster cluster;
  private final String index;
  private final OnceInstalled template;
  private final Set<String> straysTold = ConcurrentHashMap.newKeySet();

  /**
   * Documents of one index.
   *
   * @param template is to be there before the first write
   */
  public StoredDocuments(Cluster cluster, String index, OnceInstalled template) {
    this.cluster = cluster;
    this.index = index;
    this.template = template;
  }

  @Override
  public Optional<Document> get(String kind, String id) throws StorageException {
    try {
      byte[] answer = await(() -> cluster.send("GET", path("_doc", kind, id)));
      return Optional.of(DocumentJson.readOne(answer, kind, id));
    } catch (ClusterStatusException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<Document> list(String kind) throws StorageException {
    return search(kind, true);
  }

  @Override
  public Map<String, DocumentVersion> versions(String kind) throws StorageException {
    return search(kind, false).stream().collect(Collectors.toMap(Document::id, Document::version));
  }

  /** Without what is in them, if that is not wanted. */
  private List<Document> search(String kind, boolean whole) throws StorageException {
    checkKind(kind);
    String search =
        "{\"size\":%d,\"_source\":%b,\"track_total_hits\":true,\"seq_no_primary_term\":true,\"query\":{\"term\":{\"kind\":\"%s\"}}}"
            .formatted(MAX_LISTED, whole, kind);
    byte[] answer =
        await(
            () -> {
              cluster.send("POST", "/" + index + "/_refresh?ignore_unavailable=true");
              return cluster.send(
                  "POST",
                  "/"
                      + index
                      + "/_search?ignore_unavailable=true&allow_partial_search_results=false",
                  search);
            });
    return DocumentJson.readAll(answer, kind, MAX_LISTED, id -> passOver(kind, id));
  }

  /**
   * A hand wrote it; it can be neither read nor replaced here, and keeps nobody from the others.
   */
  private void passOver(String kind, String id) {
    if (straysTold.size() < MOST_STRAYS_TOLD && straysTold.add(kind + " " + id)) {
      LOG.warn(
          "The document {} of the index {} is passed over: its kind is {}, but its id does not"
              + " begin with that and a colon; delete it or store it under another id",
          id,
          index,
          kind);
    }
  }

  @Override
  public Document create(String kind, String id, String json)
      throws StorageException, DocumentExistsException {
    template.ensure();
    try {
      byte[] answer =
          cluster.send("PUT", path("_create", kind, id), DocumentJson.source(kind, json));
      return new Document(kind, id, json, DocumentJson.readVersion(answer));
    } catch (ClusterStatusException e) {
      if (e.status() == CONFLICT) {
        throw new DocumentExistsException("there is a " + kind + " " + id + " already");
      }
      throw e;
    }
  }

  @Override
  public Document replace(String kind, String id, String json, DocumentVersion version)
      throws StorageException, DocumentChangedException, DocumentMissingException {
    template.ensure();
    try {
      byte[] answer =
          cluster.send(
              "PUT", path("_doc", kind, id) + only(version), DocumentJson.source(kind, json));
      return new Document(kind, id, json, DocumentJson.readVersion(answer));
    } catch (ClusterStatusException e) {
      check(e, kind, id);
      throw e;
    }
  }

  @Override
  public void delete(String kind, String id, DocumentVersion version)
      throws StorageException, DocumentChangedException, DocumentMissingException {
    try {
      cluster.send("DELETE", path("_doc", kind, id) + only(version));
    } catch (ClusterStatusException e) {
      check(e, kind, id);
      throw e;
    }
  }

  /** Elasticsearch calls it a conflict, too, if what was to be changed is not there. */
  private void check(ClusterStatusException e, String kind, String id)
      throws StorageException, DocumentChangedException, DocumentMissingException {
    if (e.status() != CONFLICT && e.status() != NOT_FOUND) {
      return;
    }
    if (e.status() == NOT_FOUND || get(kind, id).isEmpty()) {
      throw new DocumentMissingException("there is no " + kind + " " + id);
    }
    throw new DocumentChangedException(kind + " " + id + " was changed meanwhile");
  }

  private byte[] await(StartingShards.Question question) throws StorageException {
    return StartingShards.await(cluster, index, question);
  }

  private static String only(DocumentVersion version) {
    return "?if_seq_no=" + version.seqNo() + "&if_primary_term=" + version.primaryTerm();
  }

  private String path(String endpoint, String kind, String id) {
    checkKind(kind);
    if (id.isEmpty() || id.getBytes(UTF_8).length > MAX_ID_BYTES) {
      throw new IllegalArgumentException("an id has 1 to " + MAX_ID_BYTES + " bytes");
    }
    String name = URLEncoder.encode(kind + ":" + id, UTF_8).replace("+", "%20");
    return "/" + index + "/" + endpoint + "/" + name;
  }

  private static void checkKind(String kind) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("a kind is made of a-z and -, not " + kind);
    }
  }
}
