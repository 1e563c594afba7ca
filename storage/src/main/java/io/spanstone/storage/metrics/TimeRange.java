package io.spanstone.storage.metrics;

import io.spanstone.block.BlockFields;
import io.spanstone.block.UnixNano;

/**
 * Times of samples, in whole milliseconds.
 *
 * @param fromMillisExclusive may be before 1970
 */
record TimeRange(long fromMillisExclusive, long toMillisInclusive) {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long MAX_MILLIS = Long.MAX_VALUE / NANOS_PER_MILLI - 1;
  private static final long HOUR_MILLIS = 3_600_000;

  boolean contains(long timeUnixNano) {
    long millis = UnixNano.ofUnsigned(timeUnixNano) / NANOS_PER_MILLI;
    return millis > fromMillisExclusive && millis <= toMillisInclusive;
  }

  /** The whole hours that it touches, by which series are listed. */
  TimeRange hours() {
    return new TimeRange(
        Math.floorDiv(bounded(fromMillisExclusive + 1), HOUR_MILLIS) * HOUR_MILLIS - 1,
        Math.floorDiv(bounded(toMillisInclusive), HOUR_MILLIS) * HOUR_MILLIS + HOUR_MILLIS - 1);
  }

  long startUnixNano() {
    return bounded(fromMillisExclusive + 1) * NANOS_PER_MILLI;
  }

  /** Exclusive. */
  long endUnixNano() {
    return bounded(toMillisInclusive + 1) * NANOS_PER_MILLI;
  }

  /** Blocks with points of these times. */
  BlockFilter blocks() {
    return BlockFilter.all(
        BlockFilter.range(BlockFields.MAX_TIME, startUnixNano(), Long.MAX_VALUE),
        BlockFilter.range(BlockFields.MIN_TIME, 0, endUnixNano()));
  }

  private static long bounded(long millis) {
    return Math.max(0, Math.min(millis, MAX_MILLIS));
  }
}
