package io.spanstone.storage.red;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values up to a weight; those go first that were not asked for the longest. Counts what it is of
 * use for. Thread-safe.
 */
final class Remembered<K, V> {
  private final long maxWeight;
  private final ToLongFunction<V> weight;
  private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
  private long held;
  private long hits;
  private long misses;
  private long evictions;

  /**
   * @param weight of a value, which never changes
   */
  Remembered(long maxWeight, ToLongFunction<V> weight) {
    this.maxWeight = maxWeight;
    this.weight = weight;
  }

  /** The value, if there is one that is still good; else null. */
  synchronized @Nullable V get(K key, Predicate<V> isGood) {
    V value = values.get(key);
    if (value == null || !isGood.test(value)) {
      misses++;
      return null;
    }
    hits++;
    return value;
  }

  /** Remembers a value in place of the one before. */
  synchronized void put(K key, V value) {
    V before = values.put(key, value);
    held += weight.applyAsLong(value) - (before == null ? 0 : weight.applyAsLong(before));
    Iterator<V> eldest = values.values().iterator();
    while (held > maxWeight) {
      held -= weight.applyAsLong(eldest.next());
      eldest.remove();
      evictions++;
    }
  }

  /** How often what was asked for was there. */
  synchronized long hits() {
    return hits;
  }

  /** How often it was not. */
  synchronized long misses() {
    return misses;
  }

  /** How many values went for want of room. */
  synchronized long evictions() {
    return evictions;
  }

  /** What all values weigh. */
  synchronized long held() {
    return held;
  }
}
