package io.spanstone.collector.derive;

import io.spanstone.otlp.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The series of span names as they came, so that a name is made a template once and not for every
 * span. Refers to the bytes of the segment instead of copying them. Forgets everything when it is
 * full. Not thread-safe.
 */
final class RawNames {
  private static final int INITIAL_SLOTS = 256;
  private static final int MAX_SLOTS = 1 << 16;

  private @Nullable Entry[] slots = new @Nullable Entry[INITIAL_SLOTS];
  private int size;

  private record Entry(long hash, int service, Slice name, int rest, Series series) {}

  /**
   * The series that was {@linkplain #put put}; null if none was, or it was forgotten.
   *
   * @param service whose span it is, by number
   * @param rest what else tells series apart, as a number
   */
  @Nullable Series find(int service, Slice name, int rest) {
    long hash = hash(service, name, rest);
    int slot = (int) hash & (slots.length - 1);
    for (Entry entry = slots[slot]; entry != null; entry = slots[slot]) {
      if (entry.hash == hash
          && entry.rest == rest
          && entry.service == service
          && sameBytes(entry.name, name)) {
        return entry.series;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return null;
  }

  /** Remembers the series of a name that is not there. */
  void put(int service, Slice name, int rest, Series series) {
    if (2 * size >= slots.length) {
      grow();
    }
    insert(new Entry(hash(service, name, rest), service, name, rest, series));
  }

  private void grow() {
    @Nullable Entry[] full = slots;
    slots = new @Nullable Entry[Math.min(2 * full.length, MAX_SLOTS)];
    size = 0;
    if (slots.length > full.length) {
      for (Entry entry : full) {
        if (entry != null) {
          insert(entry);
        }
      }
    }
  }

  private void insert(Entry entry) {
    int slot = (int) entry.hash & (slots.length - 1);
    while (slots[slot] != null) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = entry;
    size++;
  }

  private static long hash(int service, Slice name, int rest) {
    long seed = (long) service << Integer.SIZE | rest;
    return Hash.of(seed, name.array(), name.from(), name.to());
  }

  private static boolean sameBytes(Slice a, Slice b) {
    return Arrays.equals(a.array(), a.from(), a.to(), b.array(), b.from(), b.to());
  }
}
