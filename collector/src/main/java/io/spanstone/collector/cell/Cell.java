package io.spanstone.collector.cell;

/**
 * A stretch of event time, aligned to the epoch: what ends in {@code [start, end)} is counted in
 * it.
 *
 * @param endUnixNano the time of the cell's points
 */
public record Cell(long startUnixNano, long endUnixNano) {
  private static final long NANOS = 10_000_000_000L;

  /** The index of the 10 s that hold this time. */
  public static long indexAt(long unixNano) {
    return unixNano / NANOS;
  }

  /** The 10 s that have so many before them since 1970. */
  public static Cell at(long index) {
    return new Cell(index * NANOS, (index + 1) * NANOS);
  }

  /** The cell of that length that holds this one; only part of it if they are not aligned. */
  public Cell within(long lengthNanos) {
    long start = startUnixNano / lengthNanos * lengthNanos;
    return new Cell(start, start + lengthNanos);
  }

  public boolean contains(Cell other) {
    return startUnixNano <= other.startUnixNano
        && other.startUnixNano < other.endUnixNano
        && other.endUnixNano <= endUnixNano;
  }
}
