package io.spanstone.storage.indices;

import java.time.Instant;
import java.util.List;

/**
 * How full the disks of Elasticsearch are, and what that means for the data.
 *
 * @param freeBytes of the node that has least
 * @param totalBytes of the same node
 * @param minFreeBytes where there is less, data are dropped before their time; 0 for never
 * @param pressure whether they are
 * @param next the indices that would be dropped, the first one first; the newest of each signal
 *     always stays
 * @param expiring the oldest index of each signal, which goes when its retention is over
 */
public record DiskState(
    long freeBytes,
    long totalBytes,
    long minFreeBytes,
    Pressure pressure,
    List<String> next,
    List<Expiry> expiring) {

  /** When an index is dropped because of its age: within an hour after that. */
  public record Expiry(String index, Instant at) {}

  /** Whether data must go before their time. */
  public enum Pressure {
    NONE,

    /** There is less than twice of what must be free. */
    SOON,

    /**
     * Data are dropped now, until enough is free or only the newest index of each signal is left.
     */
    DROPPING
  }

  public DiskState {
    next = List.copyOf(next);
    expiring = List.copyOf(expiring);
  }

  static Pressure pressure(long freeBytes, long minFreeBytes) {
    if (freeBytes < minFreeBytes) {
      return Pressure.DROPPING;
    }
    return freeBytes / 2 < minFreeBytes ? Pressure.SOON : Pressure.NONE;
  }
}
