package io.spanstone.collector.derive;

/**
 * A stretch of event time, {@value #SECONDS} s long and aligned to the epoch: what ends in {@code
 * [start, end)} is counted in it.
 *
 * @param index how many cells come before it since 1970
 */
record Cell(long index) {
  static final int SECONDS = 10;

  private static final long NANOS = SECONDS * 1_000_000_000L;

  /** The index of the cell that holds this time. */
  static long indexAt(long unixNano) {
    return unixNano / NANOS;
  }

  static Cell endingAt(long unixNano) {
    return new Cell(unixNano / NANOS - 1);
  }

  long startUnixNano() {
    return index * NANOS;
  }

  /** The time of the cell's points. */
  long endUnixNano() {
    return (index + 1) * NANOS;
  }
}
