package io.spanstone.storage.logs;

import java.util.Comparator;

/**
 * A place in the order of all log records: by time, and among equal times by block and by the place
 * within it. The natural order is the oldest first.
 *
 * @param rank 0 of a record; -1 before all records of that time, 1 after them
 * @param block the block's id
 * @param ordinal counts the records of the block from 0
 */
record Place(long timeUnixNano, byte rank, String block, int ordinal) implements Comparable<Place> {
  private static final byte BEFORE = -1;
  private static final byte AFTER = 1;

  /** Ids of one segment have equal lengths but for the number at their end. */
  private static final Comparator<Place> OLDEST_FIRST =
      Comparator.comparingLong(Place::timeUnixNano)
          .thenComparingInt(Place::rank)
          .thenComparingInt((Place place) -> place.block().length())
          .thenComparing(Place::block)
          .thenComparingInt(Place::ordinal);

  static Place of(long timeUnixNano, String block, int ordinal) {
    return new Place(timeUnixNano, (byte) 0, block, ordinal);
  }

  /** Where the records of that time begin in that order. */
  static Place atBegin(long timeUnixNano, BlockOrder order) {
    return new Place(timeUnixNano, order == BlockOrder.NEWEST_FIRST ? AFTER : BEFORE, "", 0);
  }

  static Comparator<Place> in(BlockOrder order) {
    return order == BlockOrder.NEWEST_FIRST ? OLDEST_FIRST.reversed() : OLDEST_FIRST;
  }

  @Override
  public int compareTo(Place other) {
    return OLDEST_FIRST.compare(this, other);
  }
}
