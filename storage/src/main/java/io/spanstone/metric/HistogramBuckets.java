package io.spanstone.metric;

import java.util.Arrays;

/**
 * The populated buckets of one sign. In a histogram of schema s, with {@code base = 2^(2^-s)}, the
 * bucket at index i counts the absolute values in {@code (base^(i-1), base^i]}.
 */
public final class HistogramBuckets {
  public static final HistogramBuckets EMPTY = new HistogramBuckets(new int[0], new double[0]);

  private final int[] indexes;
  private final double[] counts;

  private HistogramBuckets(int[] indexes, double[] counts) {
    this.indexes = indexes;
    this.counts = counts;
  }

  /**
   * The buckets of a run of indexes; those without a count are left out.
   *
   * @param first the index of {@code counts[0]}
   */
  public static HistogramBuckets dense(int first, double... counts) {
    int populated = 0;
    for (double count : counts) {
      populated += count == 0 ? 0 : 1;
    }
    if (populated == 0) {
      return EMPTY;
    }
    HistogramBuckets buckets = new HistogramBuckets(new int[populated], new double[populated]);
    int next = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        buckets.indexes[next] = Math.addExact(first, i);
        buckets.counts[next++] = counts[i];
      }
    }
    return buckets;
  }

  /**
   * The buckets at ascending indexes; those without a count are left out.
   *
   * @throws IllegalArgumentException if the indexes do not ascend
   */
  public static HistogramBuckets sparse(int[] indexes, double[] counts) {
    int[] populated = new int[indexes.length];
    double[] theirs = new double[indexes.length];
    int size = 0;
    for (int i = 0; i < indexes.length; i++) {
      if (i > 0 && indexes[i] <= indexes[i - 1]) {
        throw new IllegalArgumentException("the indexes of buckets do not ascend");
      }
      if (counts[i] != 0) {
        populated[size] = indexes[i];
        theirs[size++] = counts[i];
      }
    }
    return new HistogramBuckets(Arrays.copyOf(populated, size), Arrays.copyOf(theirs, size));
  }

  /** How many are populated. */
  public int size() {
    return indexes.length;
  }

  public boolean isEmpty() {
    return indexes.length == 0;
  }

  /** The index in the schema of the bucket at this place; indexes ascend. */
  public int index(int place) {
    return indexes[place];
  }

  /** Never 0; negative only in a difference of histograms. */
  public double count(int place) {
    return counts[place];
  }

  /** The same counts where each bucket spans {@code 2^bits} of these. */
  HistogramBuckets reduced(int bits) {
    if (bits == 0 || isEmpty()) {
      return this;
    }
    int first = reducedIndex(indexes[0], bits);
    double[] wide = new double[reducedIndex(indexes[size() - 1], bits) - first + 1];
    for (int i = 0; i < size(); i++) {
      wide[reducedIndex(indexes[i], bits) - first] += counts[i];
    }
    return dense(first, wide);
  }

  HistogramBuckets times(double factor) {
    double[] products = counts.clone();
    for (int i = 0; i < products.length; i++) {
      products[i] *= factor;
    }
    return new HistogramBuckets(indexes, products);
  }

  /** Where a bucket's counts go if each bucket spans {@code 2^bits} of the former. */
  static int reducedIndex(int index, int bits) {
    return ((index - 1) >> bits) + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HistogramBuckets buckets
        && Arrays.equals(buckets.indexes, indexes)
        && Arrays.equals(buckets.counts, counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indexes) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : ", ").append(indexes[i]).append('=').append(counts[i]);
    }
    return text.append('}').toString();
  }
}
