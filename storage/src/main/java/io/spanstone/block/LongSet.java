package io.spanstone.block;

import java.util.Arrays;

/** A set of longs in the order of their first addition. Not thread-safe. */
final class LongSet {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private long[] values = new long[512];
  private int size;

  /** Index + 1 of the value in each slot, 0 if it is free; never more than half full. */
  private int[] slots = new int[1024];

  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return values[index];
  }

  boolean contains(long value) {
    int slot = slot(value);
    while (slots[slot] != 0) {
      if (values[slots[slot] - 1] == value) {
        return true;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return false;
  }

  /** Adds the value; false if it was there. */
  boolean add(long value) {
    int known = size;
    return index(value) == known;
  }

  /** The index of the value, which is added if it is new. */
  int index(long value) {
    int slot = slot(value);
    while (slots[slot] != 0) {
      if (values[slots[slot] - 1] == value) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
    slots[slot] = size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    for (int index = 0; index < size; index++) {
      int slot = slot(values[index]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = index + 1;
    }
  }

  private int slot(long value) {
    return ((int) ((value * MIX) >>> 32)) & (slots.length - 1);
  }
}
