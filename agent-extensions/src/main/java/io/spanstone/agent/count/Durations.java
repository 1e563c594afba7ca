package io.spanstone.agent.count;

import static java.util.Collections.emptyList;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A histogram of durations. Grows with the buckets that are in use, not with the calls. Not
 * thread-safe.
 */
final class Durations {
  private static final int INITIAL_BUCKETS = 8;

  /** Those that are not empty, in ascending order. */
  private int[] buckets = new int[INITIAL_BUCKETS];

  private long[] counts = new long[INITIAL_BUCKETS];
  private int size;
  private long zeroCount;
  private long count;
  private double sumNanos;

  void add(long nanos) {
    count++;
    if (nanos <= 0) {
      zeroCount++;
    } else {
      sumNanos += (double) nanos;
      add(DurationScale.bucket(nanos), 1);
    }
  }

  void add(Durations other) {
    count += other.count;
    zeroCount += other.zeroCount;
    sumNanos += other.sumNanos;
    for (int i = 0; i < other.size; i++) {
      add(other.buckets[i], other.counts[i]);
    }
  }

  long count() {
    return count;
  }

  ExponentialHistogramPointData toPoint(Attributes attributes, long startNanos, long endNanos) {
    return ExponentialHistogramPointData.create(
        DurationScale.SCALE,
        DurationScale.seconds(sumNanos),
        zeroCount,
        false,
        0,
        false,
        0,
        positive(),
        ExponentialHistogramBuckets.create(DurationScale.SCALE, 0, emptyList()),
        startNanos,
        endNanos,
        attributes,
        emptyList());
  }

  private ExponentialHistogramBuckets positive() {
    int first = size == 0 ? 0 : buckets[0];
    int length = size == 0 ? 0 : buckets[size - 1] - first + 1;
    List<Long> all = new ArrayList<>(length);
    for (int i = 0; i < size; i++) {
      while (all.size() < buckets[i] - first) {
        all.add(0L);
      }
      all.add(counts[i]);
    }
    return ExponentialHistogramBuckets.create(DurationScale.SCALE, first, all);
  }

  private void add(int bucket, long more) {
    int found = Arrays.binarySearch(buckets, 0, size, bucket);
    if (found >= 0) {
      counts[found] += more;
      return;
    }
    int place = -found - 1;
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(buckets, place, buckets, place + 1, size - place);
    System.arraycopy(counts, place, counts, place + 1, size - place);
    buckets[place] = bucket;
    counts[place] = more;
    size++;
  }
}
