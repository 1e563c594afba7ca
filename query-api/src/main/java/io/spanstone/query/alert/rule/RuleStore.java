package io.spanstone.query.alert.rule;

import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.StoredJson;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentExistsException;
import io.spanstone.storage.document.DocumentMissingException;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The rules. Thread-safe. Every method throws {@link IOException} if storage does not answer. */
public final class RuleStore {
  private static final String KIND = "alert-rule";

  private final Documents documents;
  private final StoredJson<StoredRule> stored;

  public RuleStore(Documents documents) {
    this.documents = documents;
    this.stored = new StoredJson<>(documents, KIND, RuleStore::read);
  }

  /** All rules, by id. One that cannot be read, as after a downgrade, is not among them. */
  public List<StoredRule> list() throws IOException {
    return stored.list().readable();
  }

  /** All rules, by id, with those that cannot be read. */
  public StoredJson.Listing<StoredRule> listing() throws IOException {
    return stored.list();
  }

  public Optional<StoredRule> get(String id) throws IOException {
    return stored.get(id);
  }

  /**
   * Stores a new rule.
   *
   * @throws DocumentExistsException if there is one of its id
   */
  public StoredRule create(AlertRule rule) throws IOException {
    Document stored = documents.create(KIND, rule.id(), RuleJson.text(rule));
    return new StoredRule(rule, stored.version());
  }

  /**
   * Stores a rule in place of one.
   *
   * @throws DocumentChangedException if it has changed since
   * @throws DocumentMissingException if there is none of its id
   */
  public StoredRule replace(AlertRule rule, DocumentVersion version) throws IOException {
    Document stored = documents.replace(KIND, rule.id(), RuleJson.text(rule), version);
    return new StoredRule(rule, stored.version());
  }

  /**
   * Removes a rule.
   *
   * @throws DocumentChangedException if it has changed since
   * @throws DocumentMissingException if there is none of this id
   */
  public void delete(String id, DocumentVersion version) throws IOException {
    documents.delete(KIND, id, version);
  }

  private static StoredRule read(Document document, JsonFields fields) {
    AlertRule rule = RuleFields.read(fields);
    fields.check();
    return new StoredRule(rule.withId(document.id()), document.version());
  }
}
