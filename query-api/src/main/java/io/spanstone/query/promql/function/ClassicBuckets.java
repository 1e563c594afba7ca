package io.spanstone.query.promql.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The cumulative buckets of one classic histogram at one time. */
final class ClassicBuckets {

  /** Counts of neighbours that differ by less differ by rounding only. */
  private static final double TOLERANCE = 1e-12;

  /**
   * A bucket.
   *
   * @param count of all observations up to the bound
   */
  record Bucket(double upperBound, double count) {}

  private final List<Bucket> buckets = new ArrayList<>();
  private boolean fell;

  /** Buckets in any order; of the same bound, the counts add up. */
  ClassicBuckets(List<Bucket> unordered) {
    List<Bucket> ordered = new ArrayList<>(unordered);
    ordered.sort(Comparator.comparingDouble(Bucket::upperBound));
    for (Bucket bucket : ordered) {
      int last = buckets.size() - 1;
      if (last >= 0 && buckets.get(last).upperBound() == bucket.upperBound()) {
        double count = buckets.get(last).count() + bucket.count();
        buckets.set(last, new Bucket(bucket.upperBound(), count));
      } else {
        buckets.add(bucket);
      }
    }
  }

  double quantile(double quantile) {
    if (Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0 || quantile > 1) {
      return quantile < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (isOpen() || buckets.size() < 2) {
      return Double.NaN;
    }
    List<Bucket> rising = rising();
    int last = rising.size() - 1;
    double observations = rising.get(last).count();
    if (observations == 0) {
      return Double.NaN;
    }
    double rank = quantile * observations;
    int place = 0;
    while (place < last && !(rising.get(place).count() >= rank)) {
      place++;
    }
    double end = rising.get(place).upperBound();
    if (place == last) {
      return rising.get(last - 1).upperBound();
    }
    if (place == 0 && end <= 0) {
      return end;
    }
    double start = place == 0 ? 0 : rising.get(place - 1).upperBound();
    double before = place == 0 ? 0 : rising.get(place - 1).count();
    double share = (rank - before) / (rising.get(place).count() - before);
    return start + (end - start) * share;
  }

  /** Whether a count had to be raised to that of the bucket below it for the quantile. */
  boolean fell() {
    return fell;
  }

  double fraction(double lower, double upper) {
    if (isOpen()) {
      return Double.NaN;
    }
    double count = buckets.get(buckets.size() - 1).count();
    if (count == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    return lower >= upper ? 0 : (rank(upper, count) - rank(lower, count)) / count;
  }

  /** Whether the bucket of all observations is missing. */
  private boolean isOpen() {
    return buckets.isEmpty()
        || buckets.get(buckets.size() - 1).upperBound() != Double.POSITIVE_INFINITY;
  }

  /** How many observations lie below a bound. */
  private double rank(double bound, double count) {
    double start = buckets.get(0).upperBound() <= 0 ? Double.NEGATIVE_INFINITY : 0;
    double before = 0;
    for (Bucket bucket : buckets) {
      if (start >= bound) {
        return Math.min(before, count);
      }
      if (bucket.upperBound() > bound) {
        double share = (bound - start) / (bucket.upperBound() - start);
        boolean endless = Double.isInfinite(start);
        double rank = endless ? bucket.count() : before + (bucket.count() - before) * share;
        return Math.min(rank, count);
      }
      before = bucket.count();
      start = bucket.upperBound();
    }
    return count;
  }

  /** Counts never fall: rounding, and scrapes in the midst of an update, are evened out. */
  private List<Bucket> rising() {
    List<Bucket> rising = new ArrayList<>(buckets.size());
    double before = buckets.get(0).count();
    for (Bucket bucket : buckets) {
      double difference = bucket.count() - before;
      double size = Math.abs(bucket.count()) + Math.abs(before);
      if (difference > 0 && difference >= size * TOLERANCE) {
        before = bucket.count();
      }
      fell |= difference < -size * TOLERANCE;
      rising.add(new Bucket(bucket.upperBound(), before));
    }
    return rising;
  }
}
