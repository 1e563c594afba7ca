package io.spanstone.storage.red;

/** Adds up derived points. Not thread-safe; reusable. */
final class CallTally {
  private final DurationSketch durations = new DurationSketch();
  private long count;
  private long errors;
  private long slow;

  /**
   * Adds the point that is walked to.
   *
   * @param slowFrom calls from this bucket of durations on are slow
   */
  void add(DerivedBlock.Points point, boolean error, int slowFrom) {
    count += point.count();
    errors += error ? point.count() : 0;
    durations.addZero(point.zeroCount());
    while (point.nextBucket()) {
      durations.add(point.bucket(), point.bucketCount());
      slow += !error && point.bucket() >= slowFrom ? point.bucketCount() : 0;
    }
  }

  /** How many numbers it needs in memory. */
  int size() {
    return durations.size();
  }

  /** How many numbers it has room for. */
  int capacity() {
    return durations.capacity();
  }

  Calls calls() {
    long[] quantiles = durations.quantilesNanos(500, 900, 950, 990);
    return new Calls(count, errors, quantiles[0], quantiles[1], quantiles[2], quantiles[3], slow);
  }

  /** Starts over. */
  void clear() {
    count = 0;
    errors = 0;
    slow = 0;
    durations.clear();
  }
}
