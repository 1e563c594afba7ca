package io.spanstone.storage.metrics;

import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.StaleMarker;
import org.jspecify.annotations.Nullable;

/**
 * What one series has at one time.
 *
 * @param timeUnixNano when
 * @param value of a number, or a stale marker; without meaning if there is a histogram
 */
record Sample(long timeUnixNano, double value, @Nullable NativeHistogram histogram)
    implements Comparable<Sample> {
  private static final long NANOS_PER_MILLI = 1_000_000;

  static Sample stale(long timeUnixNano) {
    return new Sample(timeUnixNano, StaleMarker.VALUE, null);
  }

  long timeMillis() {
    return timeUnixNano / NANOS_PER_MILLI;
  }

  boolean isStale() {
    return histogram == null && StaleMarker.is(value);
  }

  /** Both together, of a series of deltas; a stale marker adds nothing. */
  Sample plus(Sample other) {
    if (isStale() || other.isStale()) {
      return isStale() ? other : this;
    }
    if (histogram != null && other.histogram != null) {
      return new Sample(timeUnixNano, 0, histogram.plus(other.histogram));
    }
    if (histogram != null || other.histogram != null) {
      return histogram != null ? this : other;
    }
    return new Sample(timeUnixNano, value + other.value, null);
  }

  /** By time; of equal times first stale markers, then numbers, then histograms, by size. */
  @Override
  public int compareTo(Sample other) {
    int order = Long.compare(timeUnixNano, other.timeUnixNano);
    if (order == 0) {
      order = Integer.compare(rank(), other.rank());
    }
    return order == 0 ? Double.compare(size(), other.size()) : order;
  }

  private int rank() {
    return histogram != null ? 2 : isStale() ? 0 : 1;
  }

  private double size() {
    return histogram == null ? value : histogram.count();
  }
}
