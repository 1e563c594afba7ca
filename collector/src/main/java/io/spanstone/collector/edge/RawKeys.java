package io.spanstone.collector.edge;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was made of values as they came, so that a text is made of their bytes once and not for
 * every span. Refers to the bytes of the segment instead of copying them. Forgets everything when
 * it is full. Not thread-safe.
 */
final class RawKeys<V> {
  private static final int INITIAL_SLOTS = 128;
  private static final int MAX_SLOTS = 1 << 15;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private @Nullable Entry<V>[] slots = newSlots(INITIAL_SLOTS);
  private int size;

  /** Two texts, {@code [from, middle)} and {@code [otherFrom, to)} of an array. */
  private static final class Entry<V> {
    private final long hash;
    private final long rest;
    private final byte[] array;
    private final int from;
    private final int middle;
    private final int otherFrom;
    private final int to;
    private final V value;

    Entry(RawKeys<V> sought, V value) {
      this.hash = sought.hash;
      this.rest = sought.rest;
      this.array = sought.array;
      this.from = sought.from;
      this.middle = sought.middle;
      this.otherFrom = sought.otherFrom;
      this.to = sought.to;
      this.value = value;
    }
  }

  private long rest;
  private byte[] array = {};
  private int from;
  private int middle;
  private int otherFrom;
  private int to;
  private long hash;

  /**
   * What was {@linkplain #put put} for these two texts of one array; null if nothing was, or it was
   * forgotten.
   *
   * @param rest what else tells them apart
   */
  @Nullable V find(long rest, byte[] array, int from, int middle, int otherFrom, int to) {
    this.rest = rest;
    this.array = array;
    this.from = from;
    this.middle = middle;
    this.otherFrom = otherFrom;
    this.to = to;
    this.hash = hash(hash(rest * MULTIPLIER, array, from, middle), array, otherFrom, to);
    int slot = slot(hash);
    for (Entry<V> entry = slots[slot]; entry != null; entry = slots[slot]) {
      if (entry.hash == hash && isSought(entry)) {
        return entry.value;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return null;
  }

  /** Remembers what was sought last, and not found. Returns the value. */
  V put(V value) {
    if (2 * size >= slots.length) {
      grow();
    }
    insert(new Entry<>(this, value));
    return value;
  }

  private boolean isSought(Entry<V> entry) {
    return entry.rest == rest
        && Arrays.equals(entry.array, entry.from, entry.middle, array, from, middle)
        && Arrays.equals(entry.array, entry.otherFrom, entry.to, array, otherFrom, to);
  }

  private void grow() {
    @Nullable Entry<V>[] full = slots;
    slots = newSlots(Math.min(2 * full.length, MAX_SLOTS));
    size = 0;
    if (slots.length > full.length) {
      for (Entry<V> entry : full) {
        if (entry != null) {
          insert(entry);
        }
      }
    }
  }

  private void insert(Entry<V> entry) {
    int slot = slot(entry.hash);
    while (slots[slot] != null) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = entry;
    size++;
  }

  private int slot(long of) {
    return (int) (of >>> Integer.SIZE) & (slots.length - 1);
  }

  private static long hash(long seed, byte[] array, int from, int to) {
    long hash = seed + (to - from);
    for (int i = from; i < to; i++) {
      hash = 31 * hash + array[i];
    }
    return hash * MULTIPLIER;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <V> @Nullable Entry<V>[] newSlots(int length) {
    return new Entry[length];
  }
}
