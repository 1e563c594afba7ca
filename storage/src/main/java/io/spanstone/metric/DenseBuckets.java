package io.spanstone.metric;

import java.util.Arrays;

/** Buckets of one sign that counts are added to. Not thread-safe. */
final class DenseBuckets {
  private static final int HEADROOM = 16;

  private int first;
  private double[] counts = new double[0];

  void add(HistogramBuckets buckets, int bits, double factor) {
    if (buckets.isEmpty()) {
      return;
    }
    int lowest = HistogramBuckets.reducedIndex(buckets.index(0), bits);
    int highest = HistogramBuckets.reducedIndex(buckets.index(buckets.size() - 1), bits);
    makeRoom(lowest, highest);
    for (int i = 0; i < buckets.size(); i++) {
      counts[HistogramBuckets.reducedIndex(buckets.index(i), bits) - first] +=
          buckets.count(i) * factor;
    }
  }

  void reduce(int bits) {
    HistogramBuckets reduced = compact().reduced(bits);
    counts = new double[0];
    add(reduced, 0, 1);
  }

  /** The least threshold from this one up that does not cut a populated bucket. */
  double uncut(double threshold, int schema) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0
          && BucketBounds.upper(schema, first + i - 1) < threshold
          && BucketBounds.upper(schema, first + i) > threshold) {
        return BucketBounds.upper(schema, first + i);
      }
    }
    return threshold;
  }

  /** Removes the buckets up to a threshold, and returns what they counted. */
  double takeUpTo(double threshold, int schema) {
    double taken = 0;
    for (int i = 0; i < counts.length; i++) {
      if (BucketBounds.upper(schema, first + i) <= threshold) {
        taken += counts[i];
        counts[i] = 0;
      }
    }
    return taken;
  }

  HistogramBuckets compact() {
    return HistogramBuckets.dense(first, counts);
  }

  private void makeRoom(int lowest, int highest) {
    if (counts.length == 0) {
      first = lowest;
      counts = new double[highest - lowest + 1];
      return;
    }
    int last = first + counts.length - 1;
    if (lowest >= first && highest <= last) {
      return;
    }
    int headroom = Math.max(HEADROOM, counts.length / 4);
    int from = lowest < first ? lowest - headroom : first;
    int to = highest > last ? highest + headroom : last;
    double[] wider = new double[to - from + 1];
    System.arraycopy(counts, 0, wider, first - from, counts.length);
    first = from;
    counts = wider;
  }

  @Override
  public String toString() {
    return first + Arrays.toString(counts);
  }
}
