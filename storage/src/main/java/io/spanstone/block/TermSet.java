package io.spanstone.block;

import io.spanstone.otlp.Slice;
import java.util.Arrays;

/**
 * A set of byte strings in the order of their first addition, each known by its index from 0. The
 * bytes lie in one array and a string may be composed in place at its end, so adding one that is
 * there already makes no garbage. Not thread-safe; {@link #clear} makes it ready for the next
 * block.
 */
final class TermSet {
  private static final int INITIAL_SLOTS = 1024;

  private byte[] bytes = new byte[1 << 14];
  private int end;
  private int[] ends = new int[INITIAL_SLOTS];
  private int[] hashes = new int[INITIAL_SLOTS];
  private int size;

  /** Index + 1 of the string in each slot, 0 if it is free; never more than half full. */
  private int[] slots = new int[INITIAL_SLOTS * 2];

  void clear() {
    Arrays.fill(slots, 0);
    size = 0;
    end = 0;
  }

  int size() {
    return size;
  }

  /** The index of the string {@code [from, to)}, which is added if it is new. */
  int add(byte[] array, int from, int to) {
    int hash = TermHash.hash(array, from, to);
    int slot = find(hash, array, from, to);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    append(array, from, to);
    return insert(slot, hash);
  }

  /** Appends to the string that is being composed. */
  void append(byte[] array, int from, int to) {
    reserve(to - from);
    System.arraycopy(array, from, bytes, end, to - from);
    end += to - from;
  }

  void append(Slice part) {
    append(part.array(), part.from(), part.to());
  }

  void append(char ascii) {
    reserve(1);
    bytes[end++] = (byte) ascii;
  }

  /** Ends the string that was composed. Returns its index; it is {@code size() - 1} if new. */
  int commit() {
    int from = start(size);
    int hash = TermHash.hash(bytes, from, end);
    int slot = find(hash, bytes, from, end);
    if (slots[slot] != 0) {
      end = from;
      return slots[slot] - 1;
    }
    return insert(slot, hash);
  }

  /** The bytes that {@link #start} and {@link #end} point into; valid until the next addition. */
  byte[] bytes() {
    return bytes;
  }

  int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int end(int index) {
    return ends[index];
  }

  /** The slot of the string, or the free one where it belongs. */
  private int find(int hash, byte[] array, int from, int to) {
    int slot = slot(hash);
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      if (hashes[index] == hash
          && Arrays.equals(bytes, start(index), ends[index], array, from, to)) {
        return slot;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private int insert(int slot, int hash) {
    int index = size++;
    if (size > ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    ends[index] = end;
    hashes[index] = hash;
    slots[slot] = size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return index;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    for (int index = 0; index < size; index++) {
      int slot = slot(hashes[index]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = index + 1;
    }
  }

  private int slot(int hash) {
    return hash & (slots.length - 1);
  }

  private void reserve(int more) {
    if (bytes.length - end < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + more));
    }
  }
}
