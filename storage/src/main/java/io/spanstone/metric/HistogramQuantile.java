package io.spanstone.metric;

/** Quantiles of a native histogram, as Prometheus 3 interpolates them. */
final class HistogramQuantile {
  private HistogramQuantile() {}

  static double of(NativeHistogram histogram, double quantile) {
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    int populated = histogram.populated();
    if (histogram.count() == 0 || Double.isNaN(quantile) || populated == 0) {
      return Double.NaN;
    }
    // Observations that were no number are counted but in no bucket: count from below then.
    boolean fromBelow = Double.isNaN(histogram.sum()) || quantile < 0.5;
    double rank = (fromBelow ? quantile : 1 - quantile) * histogram.count();
    double seen = 0;
    int passed = -1;
    while (passed < populated - 1 && (passed < 0 || seen < rank)) {
      passed++;
      seen += histogram.countAt(fromBelow ? passed : populated - 1 - passed);
    }
    HistogramBucket bucket = histogram.bucket(fromBelow ? passed : populated - 1 - passed);
    seen = Math.min(seen, histogram.count());
    if (seen < rank) {
      return Double.isNaN(histogram.sum()) ? Double.NaN : bucket.upper();
    }
    double within = fromBelow ? rank - (seen - bucket.count()) : seen - rank;
    return interpolate(oneSided(histogram, bucket), within / bucket.count());
  }

  /** The zero bucket ends at zero on the side where there are no observations at all. */
  static HistogramBucket oneSided(NativeHistogram histogram, HistogramBucket bucket) {
    if (!bucket.isZero()) {
      return bucket;
    }
    boolean anyPositive = !histogram.positive().isEmpty();
    boolean anyNegative = !histogram.negative().isEmpty();
    if (anyPositive && !anyNegative) {
      return new HistogramBucket(0, bucket.upper(), bucket.count());
    }
    if (anyNegative && !anyPositive) {
      return new HistogramBucket(bucket.lower(), 0, bucket.count());
    }
    return bucket;
  }

  private static double interpolate(HistogramBucket bucket, double share) {
    if (bucket.isZero()) {
      return bucket.lower() + (bucket.upper() - bucket.lower()) * share;
    }
    double logLower = Logarithm.base2(Math.abs(bucket.lower()));
    double logUpper = Logarithm.base2(Math.abs(bucket.upper()));
    return bucket.lower() > 0
        ? Math.pow(2, logLower + (logUpper - logLower) * share)
        : -Math.pow(2, logUpper + (logLower - logUpper) * (1 - share));
  }
}
