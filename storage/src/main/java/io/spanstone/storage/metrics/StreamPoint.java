package io.spanstone.storage.metrics;

import io.spanstone.metric.NativeHistogram;
import org.jspecify.annotations.Nullable;

/**
 * One data point of a stream, decoded.
 *
 * @param stale whether it only says that there is no value
 * @param value of a number; sum of a histogram or summary, NaN if there is none
 * @param count of a histogram or summary
 * @param limits bounds of a histogram's buckets or quantiles of a summary
 * @param values of the buckets, one more than there are bounds or none; or at the quantiles
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a value
record StreamPoint(
    long startTimeUnixNano,
    long timeUnixNano,
    boolean stale,
    double value,
    double count,
    double[] limits,
    double[] values,
    @Nullable NativeHistogram histogram)
    implements Comparable<StreamPoint> {
  private static final double[] NONE = {};

  static StreamPoint stale(long startTimeUnixNano, long timeUnixNano) {
    return new StreamPoint(startTimeUnixNano, timeUnixNano, true, 0, 0, NONE, NONE, null);
  }

  static StreamPoint number(long startTimeUnixNano, long timeUnixNano, double value) {
    return new StreamPoint(startTimeUnixNano, timeUnixNano, false, value, 0, NONE, NONE, null);
  }

  static StreamPoint histogram(
      long startTimeUnixNano, long timeUnixNano, NativeHistogram histogram) {
    return new StreamPoint(
        startTimeUnixNano,
        timeUnixNano,
        false,
        histogram.sum(),
        histogram.count(),
        NONE,
        NONE,
        histogram);
  }

  /** What a point of the same shape is before anything was counted. */
  StreamPoint zero(long zeroTimeUnixNano) {
    return new StreamPoint(
        startTimeUnixNano,
        zeroTimeUnixNano,
        false,
        Double.isNaN(value) ? value : 0,
        0,
        limits,
        new double[values.length],
        histogram == null ? null : histogram.times(0));
  }

  boolean isSameMoment(StreamPoint other) {
    return timeUnixNano == other.timeUnixNano && startTimeUnixNano == other.startTimeUnixNano;
  }

  /** What it weighs against a limit of samples. */
  int weight() {
    return histogram != null ? histogram.weight() : 1 + values.length;
  }

  /** By time and start; of the same moment first stale markers, then by count and value. */
  @Override
  public int compareTo(StreamPoint other) {
    int order = Long.compare(timeUnixNano, other.timeUnixNano);
    if (order == 0) {
      order = Long.compare(startTimeUnixNano, other.startTimeUnixNano);
    }
    if (order == 0) {
      order = Boolean.compare(other.stale, stale);
    }
    if (order == 0) {
      order = Double.compare(count, other.count);
    }
    return order == 0 ? Double.compare(value, other.value) : order;
  }
}
