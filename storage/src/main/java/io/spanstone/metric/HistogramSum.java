package io.spanstone.metric;

/**
 * Adds native histograms up, without making one for each step. The resolution is the lowest of
 * those added; zero buckets are widened until they are the same. Not thread-safe.
 */
public final class HistogramSum {
  private final DenseBuckets positive = new DenseBuckets();
  private final DenseBuckets negative = new DenseBuckets();
  private boolean empty = true;
  private int schema;
  private double zeroThreshold;
  private double zeroCount;
  private double count;
  private double sum;

  /** Whether nothing was added yet. */
  public boolean isEmpty() {
    return empty;
  }

  public void add(NativeHistogram histogram) {
    add(histogram, 1);
  }

  /** Adds a histogram with all its counts multiplied; -1 subtracts it. */
  public void add(NativeHistogram histogram, double factor) {
    if (empty) {
      empty = false;
      schema = histogram.schema();
      zeroThreshold = histogram.zeroThreshold();
    } else if (histogram.zeroThreshold() != zeroThreshold) {
      addOfOtherThreshold(histogram, factor);
      return;
    }
    reduce(histogram.schema());
    int bits = histogram.schema() - schema;
    positive.add(histogram.positive(), bits, factor);
    negative.add(histogram.negative(), bits, factor);
    zeroCount += histogram.zeroCount() * factor;
    count += histogram.count() * factor;
    sum += histogram.sum() * factor;
  }

  /**
   * All that was added.
   *
   * @throws IllegalStateException if that is nothing
   */
  public NativeHistogram result() {
    if (empty) {
      throw new IllegalStateException("nothing was added");
    }
    return new NativeHistogram(
        schema, zeroThreshold, zeroCount, count, sum, positive.compact(), negative.compact());
  }

  private void addOfOtherThreshold(NativeHistogram histogram, double factor) {
    HistogramSum other = new HistogramSum();
    other.add(histogram);
    while (other.zeroThreshold != zeroThreshold) {
      if (other.zeroThreshold > zeroThreshold) {
        widen(other.zeroThreshold);
      } else {
        other.widen(zeroThreshold);
      }
    }
    add(other.result(), factor);
  }

  private void widen(double threshold) {
    double wide = threshold;
    double before;
    do {
      before = wide;
      wide = negative.uncut(positive.uncut(wide, schema), schema);
    } while (wide != before);
    zeroCount += positive.takeUpTo(wide, schema) + negative.takeUpTo(wide, schema);
    zeroThreshold = wide;
  }

  private void reduce(int lower) {
    if (lower < schema) {
      positive.reduce(schema - lower);
      negative.reduce(schema - lower);
      schema = lower;
    }
  }

  /**
   * A histogram with its zero bucket widened up to a threshold, or to the end of the bucket that it
   * cuts.
   */
  static NativeHistogram widened(NativeHistogram histogram, double threshold) {
    HistogramSum wide = new HistogramSum();
    wide.add(histogram);
    wide.widen(threshold);
    return wide.result();
  }
}
