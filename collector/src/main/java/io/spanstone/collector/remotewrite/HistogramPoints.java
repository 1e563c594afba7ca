package io.spanstone.collector.remotewrite;

import io.spanstone.block.prometheus.RemoteHistogram;
import io.spanstone.metric.HistogramBuckets;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.StaleMarker;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;
import java.util.Arrays;

/**
 * Writes native histograms as OTLP's: those of exponential buckets as exponential histograms, those
 * of custom buckets as histograms of explicit bounds. What OTLP cannot hold exactly (fractional
 * counts, buckets far apart, a zero bucket of no width) is added as it came, in a field of ours.
 */
final class HistogramPoints {
  /** Buckets of one sign are written with the gaps between them; not if there are more. */
  private static final int MAX_BUCKETS = 4096;

  private static final int NO_RECORDED_VALUE = 1;

  /** Fields of an ExponentialHistogramDataPoint. */
  private static final int ATTRIBUTES = 1;

  private static final int TIME = 3;
  private static final int COUNT = 4;
  private static final int SUM = 5;
  private static final int SCALE = 6;
  private static final int ZERO_COUNT = 7;
  private static final int POSITIVE = 8;
  private static final int NEGATIVE = 9;
  private static final int FLAGS = 10;
  private static final int ZERO_THRESHOLD = 14;

  private static final int OFFSET = 1;
  private static final int BUCKET_COUNTS = 2;

  /** Fields of a HistogramDataPoint, where they have other numbers. */
  private static final int EXPLICIT_ATTRIBUTES = 9;

  private static final int EXPLICIT_COUNTS = 6;
  private static final int EXPLICIT_BOUNDS = 7;

  private final MetricsWriter metrics;

  HistogramPoints(MetricsWriter metrics) {
    this.metrics = metrics;
  }

  /**
   * Writes a point.
   *
   * @param message the histogram as it came
   * @throws IllegalArgumentException if it is no histogram, or none that can be written; then
   *     nothing is
   */
  void write(LabelSet labels, RemoteHistogram histogram, Slice message, long timeUnixNano) {
    if (histogram.schema() == RemoteHistogram.CUSTOM_BUCKETS) {
      writeExplicit(labels, histogram, timeUnixNano);
    } else {
      writeExponential(labels, histogram, message, timeUnixNano);
    }
  }

  private void writeExplicit(LabelSet labels, RemoteHistogram histogram, long timeUnixNano) {
    double[] counts = histogram.customCounts();
    if (Arrays.stream(counts).anyMatch(count -> count != Math.rint(count))) {
      throw new IllegalArgumentException("custom buckets of fractional counts cannot be stored");
    }
    int mark = metrics.beginHistogram(labels.metricName());
    WireWriter point = metrics.point();
    labels.writeAttributes(point, EXPLICIT_ATTRIBUTES);
    point.fixed64(TIME, timeUnixNano);
    if (StaleMarker.is(histogram.sum())) {
      point.varint(FLAGS, NO_RECORDED_VALUE);
    } else {
      point.fixed64(COUNT, whole(histogram.count()));
      point.doubleValue(SUM, histogram.sum());
      for (double count : counts) {
        point.fixed64(EXPLICIT_COUNTS, whole(count));
      }
      for (double bound : histogram.customBounds()) {
        point.doubleValue(EXPLICIT_BOUNDS, bound);
      }
    }
    metrics.endPoint(mark);
  }

  private void writeExponential(
      LabelSet labels, RemoteHistogram remote, Slice message, long timeUnixNano) {
    NativeHistogram histogram = remote.nativeHistogram();
    int mark = metrics.beginExponential(labels.metricName());
    WireWriter point = metrics.point();
    labels.writeAttributes(point, ATTRIBUTES);
    point.fixed64(TIME, timeUnixNano);
    if (StaleMarker.is(histogram.sum())) {
      point.varint(FLAGS, NO_RECORDED_VALUE);
    } else {
      point.fixed64(COUNT, whole(histogram.count()));
      point.doubleValue(SUM, histogram.sum());
      point.sint32(SCALE, histogram.schema());
      point.fixed64(ZERO_COUNT, whole(histogram.zeroCount()));
      point.doubleValue(ZERO_THRESHOLD, histogram.zeroThreshold());
      boolean all = writeBuckets(point, POSITIVE, histogram.positive());
      all &= writeBuckets(point, NEGATIVE, histogram.negative());
      if (!all || remote.isFloat() || histogram.zeroThreshold() == 0) {
        point.bytes(ExponentialHistogramDataPointView.ORIGINAL_FIELD, message);
      }
    }
    metrics.endPoint(mark);
  }

  /** False if they are too far apart to be written. */
  private static boolean writeBuckets(WireWriter point, int field, HistogramBuckets buckets) {
    if (buckets.isEmpty()) {
      return true;
    }
    int first = buckets.index(0);
    if (buckets.index(buckets.size() - 1) - (long) first >= MAX_BUCKETS) {
      return false;
    }
    int mark = point.begin(field);
    point.sint32(OFFSET, first - 1); // OTLP's bucket at index i is the one at i + 1 there
    int next = first;
    for (int i = 0; i < buckets.size(); i++) {
      for (; next < buckets.index(i); next++) {
        point.varint(BUCKET_COUNTS, 0);
      }
      point.varint(BUCKET_COUNTS, whole(buckets.count(i)));
      next++;
    }
    point.end(mark);
    return true;
  }

  /** As an unsigned number of 64 bits. */
  private static long whole(double count) {
    double rounded = Math.rint(count);
    return rounded < 0x1p63 ? (long) rounded : (long) (rounded - 0x1p63) + Long.MIN_VALUE;
  }
}
