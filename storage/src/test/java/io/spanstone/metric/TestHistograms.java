package io.spanstone.metric;

/** Makes histograms of observations, the slow way: by looking for the bucket. */
final class TestHistograms {
  private TestHistograms() {}

  static NativeHistogram of(int schema, double zeroThreshold, double... observations) {
    int first = BucketBounds.firstIndex(schema);
    double[] positive = new double[BucketBounds.lastIndex(schema) - first + 1];
    double[] negative = positive.clone();
    double zero = 0;
    double sum = 0;
    for (double observation : observations) {
      double size = Math.abs(observation);
      sum += observation;
      if (size <= zeroThreshold) {
        zero++;
      } else {
        (observation > 0 ? positive : negative)[index(schema, size) - first]++;
      }
    }
    return new NativeHistogram(
        schema,
        zeroThreshold,
        zero,
        observations.length,
        sum,
        HistogramBuckets.dense(first, positive),
        HistogramBuckets.dense(first, negative));
  }

  private static int index(int schema, double size) {
    int low = BucketBounds.firstIndex(schema);
    int high = BucketBounds.lastIndex(schema);
    while (low < high) {
      int middle = Math.floorDiv(low + high, 2);
      if (BucketBounds.upper(schema, middle) >= size) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
