package io.spanstone.storage.red;

import io.spanstone.otlp.ExponentialHistogramDataPointView;

/** Adds up derived points. Not thread-safe; reusable. */
final class CallTally {
  private final DurationSketch durations = new DurationSketch();
  private long count;
  private long errors;

  void add(ExponentialHistogramDataPointView point, boolean error) {
    count += point.count();
    errors += error ? point.count() : 0;
    durations.addZero(point.zeroCount());
    durations.add(point.positive());
  }

  /** How many numbers it holds in memory. */
  int size() {
    return durations.size();
  }

  Calls calls() {
    long[] quantiles = durations.quantilesNanos(500, 900, 950, 990);
    return new Calls(count, errors, quantiles[0], quantiles[1], quantiles[2], quantiles[3]);
  }

  /** Starts over. */
  void clear() {
    count = 0;
    errors = 0;
    durations.clear();
  }
}
