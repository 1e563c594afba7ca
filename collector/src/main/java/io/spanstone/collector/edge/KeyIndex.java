package io.spanstone.collector.edge;

import java.util.Arrays;

/** Finds the places at which a key stands in a list of keys. Not thread-safe once changed. */
final class KeyIndex {
  private static final int NONE = -1;

  private final long[] keys;

  /** The first place of a key in each slot, plus 1; at most half of the slots are taken. */
  private final int[] slots;

  /** The place after this one that has the same key; {@link #NONE} after the last. */
  private final int[] next;

  private int size;

  KeyIndex(int capacity) {
    keys = new long[capacity];
    next = new int[capacity];
    slots = new int[Integer.highestOneBit(Math.max(4, 2 * capacity)) << 1];
    Arrays.fill(next, NONE);
  }

  /** Adds the key of the next place, from 0. */
  void add(long key) {
    int place = size++;
    keys[place] = key;
    int slot = slotOf(key);
    next[place] = slots[slot] - 1;
    slots[slot] = place + 1;
  }

  /** The last place that has this key; -1 if none has. */
  int find(long key) {
    return slots[slotOf(key)] - 1;
  }

  /** The place before {@code place} that has the same key; -1 if none has. */
  int findNext(int place) {
    return next[place];
  }

  private int slotOf(long key) {
    int slot = (int) key & (slots.length - 1);
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
