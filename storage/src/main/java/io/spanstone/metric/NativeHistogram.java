package io.spanstone.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * A native histogram of Prometheus: exponential buckets of a resolution that the schema gives, one
 * bucket around zero, count and sum. OTLP's exponential histograms are the same but for numbering.
 *
 * @param schema -4 to 8; each step up doubles the number of buckets
 * @param zeroThreshold absolute values up to this are in the zero bucket
 * @param zeroCount of the zero bucket
 * @param count of all buckets, and of observations that were no number
 * @param sum of all observations
 * @param positive buckets of positive observations
 * @param negative buckets of negative observations, by their absolute values
 */
public record NativeHistogram(
    int schema,
    double zeroThreshold,
    double zeroCount,
    double count,
    double sum,
    HistogramBuckets positive,
    HistogramBuckets negative) {
  public static final int MIN_SCHEMA = -4;
  public static final int MAX_SCHEMA = 8;

  /**
   * @throws IllegalArgumentException if the schema is out of range, the zero threshold negative or
   *     no number, or a bucket beyond all numbers
   */
  public NativeHistogram {
    if (schema < MIN_SCHEMA || schema > MAX_SCHEMA) {
      throw new IllegalArgumentException("schema must be -4 to 8, not " + schema);
    }
    if (!(zeroThreshold >= 0)) {
      throw new IllegalArgumentException("zero threshold must be 0 or more, not " + zeroThreshold);
    }
    checkIndexes(schema, positive);
    checkIndexes(schema, negative);
  }

  /**
   * The histogram of an OTLP data point. A scale above 8 is reduced to 8.
   *
   * @param positiveOffset of OTLP's buckets: the index of {@code positiveCounts[0]}
   * @param negativeOffset likewise
   * @throws IllegalArgumentException if the scale is below -4, or as for the constructor
   */
  public static NativeHistogram ofOtlp(
      int scale,
      double zeroThreshold,
      double zeroCount,
      double count,
      double sum,
      int positiveOffset,
      double[] positiveCounts,
      int negativeOffset,
      double[] negativeCounts) {
    int schema = Math.min(scale, MAX_SCHEMA);
    int bits = Math.min(scale - schema, 31);
    return new NativeHistogram(
        schema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        ofOtlp(positiveOffset, positiveCounts).reduced(bits),
        ofOtlp(negativeOffset, negativeCounts).reduced(bits));
  }

  /** The sum of both, at the lower of their resolutions. */
  public NativeHistogram plus(NativeHistogram other) {
    HistogramSum total = new HistogramSum();
    total.add(this);
    total.add(other);
    return total.result();
  }

  /** What is left without the other, at the lower of their resolutions. */
  public NativeHistogram minus(NativeHistogram other) {
    HistogramSum total = new HistogramSum();
    total.add(this);
    total.add(other, -1);
    return total.result();
  }

  /** Every count and the sum multiplied. */
  public NativeHistogram times(double factor) {
    return new NativeHistogram(
        schema,
        zeroThreshold,
        zeroCount * factor,
        count * factor,
        sum * factor,
        positive.times(factor),
        negative.times(factor));
  }

  /** This histogram at a resolution not above its own. */
  public NativeHistogram atSchema(int lower) {
    return lower == schema
        ? this
        : new NativeHistogram(
            lower,
            zeroThreshold,
            zeroCount,
            count,
            sum,
            positive.reduced(schema - lower),
            negative.reduced(schema - lower));
  }

  /**
   * The value below which a share of the observations lies, interpolated within a bucket as
   * Prometheus 3 does: exponentially, in the zero bucket linearly.
   *
   * @param quantile below 0 gives -Inf, above 1 +Inf, NaN NaN
   * @return NaN if there are no observations
   */
  public double quantile(double quantile) {
    return HistogramQuantile.of(this, quantile);
  }

  /** The share of the observations between two bounds; NaN if there are no observations. */
  public double fraction(double lower, double upper) {
    return HistogramFraction.of(this, lower, upper);
  }

  /** Only count and sum. */
  public NativeHistogram withoutBuckets() {
    return new NativeHistogram(
        schema, 0, 0, count, sum, HistogramBuckets.EMPTY, HistogramBuckets.EMPTY);
  }

  /** The mean of the observations; NaN if there are none. */
  public double average() {
    return sum / count;
  }

  /** The variance, with every observation taken to be in the geometric middle of its bucket. */
  public double variance() {
    double mean = average();
    double total = 0;
    for (HistogramBucket bucket : buckets()) {
      double distance = middle(bucket) - mean;
      total += bucket.count() * distance * distance;
    }
    return total / count;
  }

  /** Whether the counter behind this histogram began anew after {@code previous} was read. */
  public boolean isResetAfter(NativeHistogram previous) {
    return HistogramReset.between(previous, this);
  }

  /** The populated buckets, those of the lowest values first. */
  public List<HistogramBucket> buckets() {
    List<HistogramBucket> buckets = new ArrayList<>(populated());
    for (int place = 0; place < populated(); place++) {
      buckets.add(bucket(place));
    }
    return buckets;
  }

  /** How many buckets are populated. */
  int populated() {
    return negative.size() + zeroBuckets() + positive.size();
  }

  /** The populated bucket at this place, from 0, the lowest. */
  HistogramBucket bucket(int place) {
    if (place < negative.size()) {
      int index = negative.index(negative.size() - 1 - place);
      return new HistogramBucket(
          -BucketBounds.upper(schema, index),
          -BucketBounds.upper(schema, index - 1),
          countAt(place));
    }
    if (place < negative.size() + zeroBuckets()) {
      return new HistogramBucket(-zeroThreshold, zeroThreshold, zeroCount);
    }
    int index = positive.index(place - negative.size() - zeroBuckets());
    return new HistogramBucket(
        BucketBounds.upper(schema, index - 1), BucketBounds.upper(schema, index), countAt(place));
  }

  /** What the populated bucket at this place counts. */
  double countAt(int place) {
    if (place < negative.size()) {
      return negative.count(negative.size() - 1 - place);
    }
    return place < negative.size() + zeroBuckets()
        ? zeroCount
        : positive.count(place - negative.size() - zeroBuckets());
  }

  /** What this weighs against a limit of samples. */
  public int weight() {
    return 4 + positive.size() + negative.size();
  }

  private int zeroBuckets() {
    return zeroCount == 0 ? 0 : 1;
  }

  private static double middle(HistogramBucket bucket) {
    if (bucket.isZero()) {
      return 0;
    }
    double middle = Math.sqrt(bucket.lower() * bucket.upper());
    return bucket.upper() <= 0 ? -middle : middle;
  }

  private static HistogramBuckets ofOtlp(int offset, double[] counts) {
    return counts.length == 0
        ? HistogramBuckets.EMPTY
        : HistogramBuckets.dense(checkedFirst(offset, counts.length), counts);
  }

  /** OTLP's bucket at index i is the one at i + 1 here. */
  private static int checkedFirst(int offset, int length) {
    if (offset > Integer.MAX_VALUE - 1 - length) {
      throw new IllegalArgumentException("bucket offset " + offset + " is beyond all numbers");
    }
    return offset + 1;
  }

  private static void checkIndexes(int schema, HistogramBuckets buckets) {
    if (!buckets.isEmpty()
        && (buckets.index(0) < BucketBounds.firstIndex(schema)
            || buckets.index(buckets.size() - 1) > BucketBounds.lastIndex(schema))) {
      throw new IllegalArgumentException(
          "a bucket of schema " + schema + " is beyond all numbers: " + buckets);
    }
  }
}
