package io.spanstone.query.alert.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.JsonFields;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentExistsException;
import io.spanstone.storage.document.DocumentMissingException;
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

/** The rules. Thread-safe. Every method throws {@link IOException} if storage does not answer. */
public final class RuleStore {
  private static final Logger logger = LoggerFactory.getLogger(RuleStore.class);
  private static final String KIND = "alert-rule";

  private final Documents documents;

  /** What was read of which version, so that it is not read again. */
  private volatile Map<String, StoredRule> known = Map.of();

  public RuleStore(Documents documents) {
    this.documents = documents;
  }

  /** All rules, by id. One that cannot be read, as after a downgrade, is left out and logged. */
  public List<StoredRule> list() throws IOException {
    Map<String, StoredRule> before = known;
    Map<String, StoredRule> now = new HashMap<>();
    List<StoredRule> all = new ArrayList<>();
    for (Document document : documents.list(KIND)) {
      StoredRule same = before.get(document.id());
      Optional<StoredRule> rule =
          same != null && same.version().equals(document.version())
              ? Optional.of(same)
              : read(document);
      rule.ifPresent(
          each -> {
            now.put(document.id(), each);
            all.add(each);
          });
    }
    known = now;
    return all;
  }

  public Optional<StoredRule> get(String id) throws IOException {
    Optional<Document> document = documents.get(KIND, id);
    return document.isEmpty() ? Optional.empty() : read(document.get());
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

  private static Optional<StoredRule> read(Document document) {
    try {
      JsonFields fields = JsonFields.of(document.json().getBytes(UTF_8));
      AlertRule rule = RuleFields.read(fields);
      fields.check();
      return Optional.of(new StoredRule(rule.withId(document.id()), document.version()));
    } catch (ProblemException e) {
      logger.error("The stored rule {} cannot be read: {}", document.id(), e.getMessage());
      return Optional.empty();
    }
  }
}
