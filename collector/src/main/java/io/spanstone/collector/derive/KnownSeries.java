package io.spanstone.collector.derive;

import org.jspecify.annotations.Nullable;

/**
 * The series of log records that have been counted, to be found without garbage. Not thread-safe.
 */
final class KnownSeries {
  private static final int INITIAL_SLOTS = 256;

  private @Nullable LogSeries[] series = new @Nullable LogSeries[INITIAL_SLOTS];
  private long[] ids = new long[INITIAL_SLOTS];
  private int[] owners = new int[INITIAL_SLOTS];
  private int size;

  /**
   * The series that was {@linkplain #put put}; null if none was.
   *
   * @param owner who tells series of the same id apart
   */
  @Nullable LogSeries find(int owner, long id) {
    return series[slot(owner, id)];
  }

  /** Remembers a series that is not there. */
  void put(int owner, long id, LogSeries added) {
    if (2 * size >= series.length) {
      grow();
    }
    set(slot(owner, id), owner, id, added);
    size++;
  }

  private void grow() {
    @Nullable LogSeries[] fullSeries = series;
    long[] fullIds = ids;
    int[] fullOwners = owners;
    series = new @Nullable LogSeries[2 * fullSeries.length];
    ids = new long[series.length];
    owners = new int[series.length];
    for (int i = 0; i < fullSeries.length; i++) {
      LogSeries each = fullSeries[i];
      if (each != null) {
        set(slot(fullOwners[i], fullIds[i]), fullOwners[i], fullIds[i], each);
      }
    }
  }

  private void set(int slot, int owner, long id, LogSeries added) {
    series[slot] = added;
    ids[slot] = id;
    owners[slot] = owner;
  }

  /** Where the series is, or the free slot where it belongs. */
  private int slot(int owner, long id) {
    int slot = (int) Hash.mix(owner, id) & (series.length - 1);
    while (series[slot] != null && (ids[slot] != id || owners[slot] != owner)) {
      slot = (slot + 1) & (series.length - 1);
    }
    return slot;
  }
}
