package io.spanstone.metric;

/** The share of a native histogram's observations between bounds, as Prometheus 3 interpolates. */
final class HistogramFraction {
  private HistogramFraction() {}

  static double of(NativeHistogram histogram, double lower, double upper) {
    if (histogram.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    return (rank(histogram, upper) - rank(histogram, lower)) / histogram.count();
  }

  /** How many observations lie below a bound. */
  private static double rank(NativeHistogram histogram, double bound) {
    double below = 0;
    boolean found = false;
    double total = 0;
    for (HistogramBucket populated : histogram.buckets()) {
      HistogramBucket bucket = HistogramQuantile.oneSided(histogram, populated);
      if (!found && bucket.upper() > bound) {
        found = true;
        below += bucket.lower() >= bound ? 0 : bucket.count() * shareBelow(bucket, bound);
      }
      below += found ? 0 : bucket.count();
      total += bucket.count();
    }
    // Observations that were no number are counted, but in no bucket.
    double numbers = Double.isNaN(histogram.sum()) ? total : histogram.count();
    return found ? Math.min(below, numbers) : numbers;
  }

  private static double shareBelow(HistogramBucket bucket, double bound) {
    if (bucket.isZero()) {
      return (bound - bucket.lower()) / (bucket.upper() - bucket.lower());
    }
    double logLower = Logarithm.base2(Math.abs(bucket.lower()));
    double logUpper = Logarithm.base2(Math.abs(bucket.upper()));
    return (Logarithm.base2(Math.abs(bound)) - logLower) / (logUpper - logLower);
  }
}
