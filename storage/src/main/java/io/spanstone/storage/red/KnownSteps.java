package io.spanstone.storage.red;

import io.spanstone.storage.metrics.BlockBatch;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What charts showed in steps that are made of final batches alone. A step is known by these
 * batches, so what is found here is what would be read; who asks for a range that has moved on
 * reads only what is new. Forgets what was not asked for the longest when it has no more room.
 * Thread-safe.
 */
public final class KnownSteps {
  /** Some 110 bytes each. */
  private static final int MAX_CALLS = 250_000;

  private final int maxCalls;
  private final Map<Key, Map<String, Calls>> steps = new LinkedHashMap<>(16, 0.75f, true);
  private long held;
  private long hits;
  private long misses;
  private long evictions;

  public KnownSteps() {
    this(MAX_CALLS);
  }

  /**
   * @param maxCalls how many groups of steps it remembers; a batch that a step is made of weighs as
   *     much
   */
  KnownSteps(int maxCalls) {
    this.maxCalls = maxCalls;
  }

  /** Which calls are counted in a step, and how they are told apart. */
  record Chart(
      @Nullable String service,
      @Nullable String operation,
      GroupBy groupBy,
      long stepNanos,
      long slowerThanNanos) {}

  /**
   * A step of a chart.
   *
   * @param batches that have calls in it
   */
  record Key(Chart chart, long startUnixNano, Set<BlockBatch> batches) {}

  /** The calls of each group that has any; null if they are not known. */
  synchronized @Nullable Map<String, Calls> get(Key key) {
    Map<String, Calls> calls = steps.get(key);
    if (calls == null) {
      misses++;
    } else {
      hits++;
    }
    return calls;
  }

  synchronized void put(Key key, Map<String, Calls> calls) {
    Map<String, Calls> before = steps.put(key, Map.copyOf(calls));
    held += weight(key, calls) - (before == null ? 0 : weight(key, before));
    Iterator<Map.Entry<Key, Map<String, Calls>>> eldest = steps.entrySet().iterator();
    while (held > maxCalls) {
      Map.Entry<Key, Map<String, Calls>> step = eldest.next();
      held -= weight(step.getKey(), step.getValue());
      eldest.remove();
      evictions++;
    }
  }

  private static int weight(Key key, Map<String, Calls> calls) {
    return 1 + key.batches.size() + calls.size();
  }

  /** How many steps were asked for and known. */
  public synchronized long hits() {
    return hits;
  }

  /** How many steps were asked for and not known. */
  public synchronized long misses() {
    return misses;
  }

  /** How many steps were forgotten for want of room. */
  public synchronized long evictions() {
    return evictions;
  }

  /** How many groups of steps, and batches, it holds. */
  public synchronized long held() {
    return held;
  }
}
