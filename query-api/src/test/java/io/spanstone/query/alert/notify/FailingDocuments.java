package io.spanstone.query.alert.notify;

import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Storage that takes no writes of notices while it is told to fail. */
final class FailingDocuments implements Documents {
  private final Documents documents;
  volatile boolean fails;
  volatile int failures;

  FailingDocuments(Documents documents) {
    this.documents = documents;
  }

  @Override
  public Optional<Document> get(String kind, String id) throws IOException {
    return documents.get(kind, id);
  }

  @Override
  public List<Document> list(String kind) throws IOException {
    return documents.list(kind);
  }

  @Override
  public Map<String, DocumentVersion> versions(String kind) throws IOException {
    return documents.versions(kind);
  }

  @Override
  public Document create(String kind, String id, String json) throws IOException {
    fail(kind);
    return documents.create(kind, id, json);
  }

  @Override
  public Document replace(String kind, String id, String json, DocumentVersion version)
      throws IOException {
    fail(kind);
    return documents.replace(kind, id, json, version);
  }

  @Override
  public void delete(String kind, String id, DocumentVersion version) throws IOException {
    documents.delete(kind, id, version);
  }

  private synchronized void fail(String kind) throws IOException {
    if (fails && kind.equals("notice")) {
      failures++;
      throw new IOException("storage is down");
    }
  }
}
