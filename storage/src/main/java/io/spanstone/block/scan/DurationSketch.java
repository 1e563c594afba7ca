package io.spanstone.block.scan;

import java.util.Arrays;

/**
 * Durations, counted in buckets whose widths grow by a constant factor, so that quantiles are
 * within 1 % of the exact ones. At most some 2,200 buckets. Not thread-safe.
 *
 * <p>Source: Masson et al., "DDSketch", VLDB 2019.
 */
final class DurationSketch {
  private static final double RELATIVE_ERROR = 0.01;
  private static final double GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
  private static final double LOG_GAMMA = Math.log(GAMMA);

  private long[] counts = new long[0];
  private long count;

  void add(long nanos) {
    int bucket = nanos <= 1 ? 0 : (int) Math.ceil(Math.log((double) nanos) / LOG_GAMMA);
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, bucket + 64);
    }
    counts[bucket]++;
    count++;
  }

  long count() {
    return count;
  }

  /** The value that that share of the durations does not exceed; 0 if there are none. */
  long quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return valueOf(bucket);
      }
    }
    return 0;
  }

  /** The middle of the bucket, in the sense of relative error. */
  private static long valueOf(int bucket) {
    return Math.round(2 * Math.pow(GAMMA, bucket) / (GAMMA + 1));
  }
}
