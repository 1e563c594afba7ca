package io.spanstone.storage.red;

/**
 * Equal steps of time, one behind the other.
 *
 * @param startUnixNano of the first one, a multiple of 10 s
 * @param lengthNanos of each, a multiple of 10 s
 * @param count how many; at least 1
 */
record TimeSteps(long startUnixNano, long lengthNanos, int count) {
  static final long CELL_NANOS = 10_000_000_000L;

  /** One step with all the cells that a time range touches. */
  static TimeSteps one(long startUnixNano, long endUnixNano) {
    long start = Math.floorDiv(startUnixNano, CELL_NANOS) * CELL_NANOS;
    long end = -Math.floorDiv(-endUnixNano, CELL_NANOS) * CELL_NANOS;
    return new TimeSteps(start, Math.max(CELL_NANOS, end - start), 1);
  }

  long endUnixNano() {
    return startUnixNano + lengthNanos * count;
  }

  long startUnixNano(int step) {
    return startUnixNano + lengthNanos * step;
  }

  /** The step that a cell lies in; -1 if it lies in none, or not wholly. */
  int stepOf(long cellStartUnixNano, long cellEndUnixNano) {
    if (cellStartUnixNano < startUnixNano
        || cellEndUnixNano <= cellStartUnixNano
        || cellEndUnixNano > endUnixNano()) {
      return -1;
    }
    long step = (cellStartUnixNano - startUnixNano) / lengthNanos;
    return (cellEndUnixNano - 1 - startUnixNano) / lengthNanos == step ? (int) step : -1;
  }
}
