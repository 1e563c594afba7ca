package io.spanstone.query.alert.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.query.alert.notifier.Notifier;
import io.spanstone.storage.document.Document;
import io.spanstone.storage.document.DocumentChangedException;
import io.spanstone.storage.document.DocumentExistsException;
import io.spanstone.storage.document.DocumentMissingException;
import io.spanstone.storage.document.DocumentVersion;
import io.spanstone.storage.document.Documents;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is owed to receivers, in memory and in storage: one document a group of alerts and notifier.
 * Thread-safe; a group is to be locked while it is used.
 *
 * <p>Each write has a name of its own in the document. So a write that storage did not confirm is
 * known when the next one meets it, and another process' writes fence this one off.
 */
final class Outbox {
  /** More groups than this are told as one by the notifier that makes them. */
  static final int MOST_GROUPS = 5_000;

  static final String KIND = "notice";
  private static final String CURSOR_KIND = "notice-cursor";
  private static final String CURSOR_ID = "cursor";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Documents documents;
  private final String instance = UUID.randomUUID().toString();
  private final AtomicLong writes = new AtomicLong();
  private final Map<String, OwedGroup> groups = new ConcurrentHashMap<>();

  /** Ids of groups by the ids of the alerts that they know, or knew. */
  private final Map<String, Set<String>> index = new ConcurrentHashMap<>();

  private @Nullable String cursor;
  private @Nullable DocumentVersion cursorVersion;
  private @Nullable String cursorAttempt;

  Outbox(Documents documents) {
    this.documents = documents;
  }

  /** Takes what is in storage, in place of what is here. */
  void load() throws IOException {
    List<Document> stored = documents.list(KIND);
    Optional<Document> place = documents.get(CURSOR_KIND, CURSOR_ID);
    groups.clear();
    for (Document each : stored) {
      OwedGroup group = GroupJson.read(each);
      groups.put(group.id(), group);
    }
    cursor = place.isEmpty() ? null : JSON.readTree(place.get().json()).path("cursor").textValue();
    cursorVersion = place.map(Document::version).orElse(null);
    reindex();
  }

  /** How far the transitions are in the groups; null if nothing was read yet. */
  @Nullable String cursor() {
    return cursor;
  }

  /** Takes down how far they are; to be called when the groups are saved. */
  void save(String place) throws IOException {
    if (place.equals(cursor)) {
      return;
    }
    String writer = nextWriter();
    String before = cursorAttempt;
    cursorAttempt = writer;
    String json = JSON.createObjectNode().put("writer", writer).put("cursor", place).toString();
    cursorVersion = write(CURSOR_KIND, CURSOR_ID, json, cursorVersion, before).version();
    cursor = place;
  }

  Collection<OwedGroup> groups() {
    return groups.values();
  }

  /** The groups that know an alert: they go on with it, whatever the notifier wants by now. */
  List<OwedGroup> having(String alertId) {
    return index.getOrDefault(alertId, Set.of()).stream()
        .map(groups::get)
        .filter(group -> group != null && has(group, alertId))
        .toList();
  }

  /** The group of a notifier that an alert with these labels comes into. */
  OwedGroup groupFor(Notifier notifier, Map<String, String> alertLabels) {
    List<String> by = notifier.grouping().by();
    Map<String, String> labels = notifier.grouping().labelsOf(alertLabels);
    OwedGroup known = groups.get(GroupId.of(notifier.id(), by, labels));
    if (known != null) {
      return known;
    }
    OwedGroup fresh =
        new OwedGroup(
            notifier.id(), by, groups.size() < MOST_GROUPS ? labels : Map.of(), new NoticeGroup());
    return groups.computeIfAbsent(fresh.id(), id -> fresh);
  }

  /** Takes down that a group knows an alert. */
  void index(OwedGroup group, String alertId) {
    index.computeIfAbsent(alertId, id -> ConcurrentHashMap.newKeySet()).add(group.id());
  }

  /** Forgets which groups knew what they do not know any more. */
  void reindex() {
    index.clear();
    for (OwedGroup group : groups.values()) {
      synchronized (group) {
        group.alerts().entries().forEach(each -> index(group, each.alert().id()));
      }
    }
  }

  /**
   * Writes the group down if there is anything new in it.
   *
   * @throws FencedOffException if another process wrote it
   */
  void save(OwedGroup group) throws IOException {
    synchronized (group) {
      if (group.unsaved) {
        String writer = nextWriter();
        String json = GroupJson.write(group, writer);
        String before = group.attempt;
        group.attempt = writer;
        group.version = write(KIND, group.id(), json, group.version, before).version();
        group.unsaved = false;
      }
    }
  }

  /** Writes all groups down in which there is anything new, as {@link #save(OwedGroup)} does. */
  void saveAll() throws IOException {
    for (OwedGroup group : groups.values()) {
      save(group);
    }
  }

  /** Forgets the group. */
  void delete(OwedGroup group) throws IOException {
    synchronized (group) {
      if (group.version != null) {
        try {
          documents.delete(KIND, group.id(), group.version);
        } catch (DocumentMissingException gone) {
          group.version = null; // by a try before, that was not confirmed
        } catch (DocumentChangedException changed) {
          throw new FencedOffException("another process wrote the group " + group.id());
        }
      }
      groups.remove(group.id());
    }
  }

  /**
   * Writes, also if the last try, or this one, was met by itself.
   *
   * @param before the writer of the last try; null if there was none
   */
  private Document write(
      String kind,
      String id,
      String json,
      @Nullable DocumentVersion version,
      @Nullable String before)
      throws IOException {
    try {
      return version == null
          ? documents.create(kind, id, json)
          : documents.replace(kind, id, json, version);
    } catch (DocumentExistsException | DocumentChangedException | DocumentMissingException e) {
      Document stored = documents.get(kind, id).orElse(null);
      String writer = stored == null ? "" : GroupJson.writer(stored.json());
      if (stored != null && writer.equals(GroupJson.writer(json))) {
        return stored;
      }
      if (stored != null && writer.equals(before)) {
        return documents.replace(kind, id, json, stored.version());
      }
      throw new FencedOffException("another process wrote " + kind + " " + id);
    }
  }

  private String nextWriter() {
    return instance + "-" + writes.incrementAndGet();
  }

  private static boolean has(OwedGroup group, String alertId) {
    synchronized (group) {
      return group.alerts().entry(alertId) != null;
    }
  }
}
