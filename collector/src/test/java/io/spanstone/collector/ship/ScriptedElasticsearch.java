package io.spanstone.collector.ship;

import io.spanstone.storage.bulk.BulkItem;
import io.spanstone.storage.bulk.Verdict;
import io.spanstone.storage.bulk.Verdict.Outcome;
import io.spanstone.storage.cluster.StorageException;
import io.spanstone.storage.indices.NewerFormatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Keeps documents in memory as Elasticsearch would, and can be told to fail. */
public final class ScriptedElasticsearch implements BulkGate.Elasticsearch {
  public static final Verdict CREATED = new Verdict(Outcome.CREATED, 201, "");
  public static final Verdict EXISTS = new Verdict(Outcome.EXISTS, 409, "");
  public static final Verdict BUSY = new Verdict(Outcome.RETRY, 429, "queue is full");
  public static final Verdict REFUSED = new Verdict(Outcome.REJECTED, 400, "cannot be parsed");

  /** The documents by index and id, as {@code index/id}. */
  final Map<String, BulkItem> stored = new LinkedHashMap<>();

  final List<List<BulkItem>> requests = new ArrayList<>();
  int installations;

  private final Deque<Function<BulkItem, Verdict>> script = new ArrayDeque<>();
  private boolean down;
  private boolean newer;

  /** While down, no call succeeds. */
  public synchronized void down(boolean down) {
    this.down = down;
  }

  /** While so, the templates there are a newer program's. */
  public synchronized void newer(boolean newer) {
    this.newer = newer;
  }

  /** The next request gets these verdicts; null for an item to be handled as usual. */
  public synchronized void next(Function<BulkItem, Verdict> verdicts) {
    script.add(verdicts);
  }

  public synchronized int calls() {
    return requests.size();
  }

  public synchronized List<BulkItem> documents() {
    return List.copyOf(stored.values());
  }

  @Override
  public synchronized void install() throws StorageException {
    if (down) {
      throw new StorageException("down");
    }
    if (newer) {
      throw new NewerFormatException("a newer program was here");
    }
    installations++;
  }

  @Override
  public synchronized List<Verdict> bulk(List<BulkItem> items) throws StorageException {
    requests.add(items);
    if (down) {
      throw new StorageException("down");
    }
    Function<BulkItem, Verdict> special = script.isEmpty() ? item -> null : script.remove();
    List<Verdict> verdicts = new ArrayList<>();
    for (BulkItem item : items) {
      Verdict verdict = special.apply(item);
      verdicts.add(verdict != null ? verdict : store(item));
    }
    return verdicts;
  }

  private Verdict store(BulkItem item) {
    return stored.putIfAbsent(item.index() + "/" + item.id(), item) == null ? CREATED : EXISTS;
  }
}
