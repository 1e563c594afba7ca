package io.spanstone.query.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.JsonFields;
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

/** The boards. Thread-safe. Every method throws {@link IOException} if storage does not answer. */
final class DashboardStore {
  private static final Logger logger = LoggerFactory.getLogger(DashboardStore.class);
  private static final String KIND = "dashboard";

  private final Documents documents;

  /** What was read of which version, so that its queries are not checked again. */
  private volatile Map<String, StoredDashboard> known = Map.of();

  DashboardStore(Documents documents) {
    this.documents = documents;
  }

  /** All, by id. One that cannot be read, as after a downgrade, is left out and logged. */
  List<StoredDashboard> list() throws IOException {
    Map<String, StoredDashboard> before = known;
    Map<String, StoredDashboard> now = new HashMap<>();
    List<StoredDashboard> all = new ArrayList<>();
    for (Document document : documents.list(KIND)) {
      StoredDashboard same = before.get(document.id());
      Optional<StoredDashboard> dashboard =
          same != null && same.version().equals(document.version())
              ? Optional.of(same)
              : read(document);
      dashboard.ifPresent(
          each -> {
            now.put(document.id(), each);
            all.add(each);
          });
    }
    known = now;
    return all;
  }

  Optional<StoredDashboard> get(String id) throws IOException {
    Optional<Document> document = documents.get(KIND, id);
    return document.isEmpty() ? Optional.empty() : read(document.get());
  }

  /** Stores a new one, which has an id. */
  StoredDashboard create(Dashboard dashboard) throws IOException {
    String json = DashboardJson.text(dashboard);
    return new StoredDashboard(dashboard, documents.create(KIND, dashboard.id(), json).version());
  }

  /**
   * Stores one in place of another; throws as {@link Documents#replace} does if that has changed or
   * is gone.
   */
  StoredDashboard replace(Dashboard dashboard, DocumentVersion version) throws IOException {
    String json = DashboardJson.text(dashboard);
    return new StoredDashboard(
        dashboard, documents.replace(KIND, dashboard.id(), json, version).version());
  }

  /** Removes one; throws as {@link Documents#delete} does if it has changed or is gone. */
  void delete(String id, DocumentVersion version) throws IOException {
    documents.delete(KIND, id, version);
  }

  private static Optional<StoredDashboard> read(Document document) {
    try {
      JsonFields fields = JsonFields.of(document.json().getBytes(UTF_8));
      Dashboard dashboard = DashboardFields.read(fields);
      fields.check();
      return Optional.of(
          new StoredDashboard(
              dashboard.stored(document.id(), dashboard.updatedAt()), document.version()));
    } catch (ProblemException e) {
      logger.error("The stored dashboard {} cannot be read: {}", document.id(), e.getMessage());
      return Optional.empty();
    }
  }
}
