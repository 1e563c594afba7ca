package io.spanstone.collector.derive;

import java.util.Arrays;

/**
 * The buckets of one histogram that are not empty, in ascending order, and how many values each
 * holds. Not thread-safe.
 */
final class BucketCounts {
  private int[] buckets;
  private long[] counts;
  private int size;

  BucketCounts(int capacity) {
    buckets = new int[capacity];
    counts = new long[capacity];
  }

  /** Counts the buckets of single values, which it sorts. */
  static BucketCounts of(short[] values, int length) {
    Arrays.sort(values, 0, length);
    BucketCounts counts = new BucketCounts(Math.min(length, 64));
    for (int from = 0; from < length; ) {
      int to = from + 1;
      while (to < length && values[to] == values[from]) {
        to++;
      }
      counts.append(values[from], to - from);
      from = to;
    }
    return counts;
  }

  /** Adds a bucket beyond the last one. */
  void append(int bucket, long count) {
    if (size == buckets.length) {
      int capacity = Math.max(8, 2 * size);
      buckets = Arrays.copyOf(buckets, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    buckets[size] = bucket;
    counts[size++] = count;
  }

  /** The sums of both. */
  BucketCounts plus(BucketCounts other) {
    BucketCounts sum = new BucketCounts(size + other.size);
    int mine = 0;
    int theirs = 0;
    while (mine < size || theirs < other.size) {
      int order =
          mine == size
              ? 1
              : theirs == other.size ? -1 : Integer.compare(buckets[mine], other.buckets[theirs]);
      long count = 0;
      int bucket = order <= 0 ? buckets[mine] : other.buckets[theirs];
      if (order <= 0) {
        count += counts[mine++];
      }
      if (order >= 0) {
        count += other.counts[theirs++];
      }
      sum.append(bucket, count);
    }
    return sum;
  }

  /** How many buckets are not empty. */
  int size() {
    return size;
  }

  int bucket(int i) {
    return buckets[i];
  }

  long count(int i) {
    return counts[i];
  }
}
