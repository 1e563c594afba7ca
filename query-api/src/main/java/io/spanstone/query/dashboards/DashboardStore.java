package io.spanstone.query.dashboards;

import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.StoredJson;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.Optional;

/** The boards. Thread-safe. Every method throws {@link IOException} if storage does not answer. */
final class DashboardStore {
  private static final String KIND = "dashboard";

  private final Documents documents;
  private final StoredJson<StoredDashboard> stored;

  DashboardStore(Documents documents) {
    this.documents = documents;
    this.stored = new StoredJson<>(documents, KIND, DashboardStore::read);
  }

  /** All, by id, with those that cannot be read. */
  StoredJson.Listing<StoredDashboard> listing() throws IOException {
    return stored.list();
  }

  Optional<StoredDashboard> get(String id) throws IOException {
    return stored.get(id);
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

  private static StoredDashboard read(Document document, JsonFields fields) {
    Dashboard dashboard = DashboardFields.read(fields);
    fields.check();
    return new StoredDashboard(
        dashboard.stored(document.id(), dashboard.updatedAt()), document.version());
  }
}
