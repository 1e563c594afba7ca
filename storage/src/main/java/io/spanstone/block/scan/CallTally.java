package io.spanstone.block.scan;

/** Counts spans, their errors and their durations. Not thread-safe. */
public final class CallTally {
  private final DurationSketch durations = new DurationSketch();
  private long errors;

  void add(long durationNanos, boolean error) {
    durations.add(durationNanos);
    errors += error ? 1 : 0;
  }

  public long count() {
    return durations.count();
  }

  public double perSecond(double seconds) {
    return seconds > 0 ? count() / seconds : 0;
  }

  /** Errors ÷ spans; 0 if there are none. */
  public double errorRate() {
    return count() == 0 ? 0 : (double) errors / count();
  }

  /** That quantile of the durations, 0 to 1, within 1 %; 0 if there are none. */
  public long quantileNanos(double share) {
    return durations.quantile(share);
  }
}
