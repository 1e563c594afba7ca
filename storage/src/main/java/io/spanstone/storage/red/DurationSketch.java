package io.spanstone.storage.red;

import java.util.Arrays;

/**
 * How often spans took how long: the sum of exponential histograms, at scale 7. A quantile of it is
 * off by 0.28 % at most. Not thread-safe; reusable.
 */
final class DurationSketch {
  static final int SCALE = 7;
  private static final int BUCKETS_PER_OCTAVE = 1 << SCALE;

  /** A nanosecond is in bucket -3,827, and 292 years in 4,239. */
  private static final int LOWEST = -3_840;

  private static final int HIGHEST = 4_352;
  private static final int HEADROOM = 32;
  private static final double NANOS_PER_SECOND = 1e9;

  private long zeroCount;
  private long count;
  private int first;
  private long[] counts = new long[0];

  /** Nothing was counted outside of these places. */
  private int low = Integer.MAX_VALUE;

  private int high = -1;

  /** Adds what took no time at all. */
  void addZero(long more) {
    zeroCount += more;
    count += more;
  }

  /**
   * The bucket from which on spans took longer than a threshold, which is moved to the nearest
   * bound of a bucket: by 0.28 % at most.
   *
   * @param nanos positive
   */
  static int bucketAbove(long nanos) {
    double octaves = Math.log(nanos / NANOS_PER_SECOND) / Math.log(2);
    return (int) Math.round(octaves * BUCKETS_PER_OCTAVE);
  }

  /**
   * Adds to a bucket.
   *
   * @param bucket of seconds, at scale 7
   */
  void add(int bucket, long more) {
    int index = Math.max(LOWEST, Math.min(bucket, HIGHEST));
    int place = index - first;
    if (place < 0 || place >= counts.length) {
      place = makeRoom(index);
    }
    counts[place] += more;
    count += more;
    low = Math.min(low, place);
    high = Math.max(high, place);
  }

  /** How many numbers it needs in memory, whatever it was used for before. */
  int size() {
    return high < 0 ? 0 : Math.max(2 * HEADROOM, high - low + 1);
  }

  /** How many numbers it has room for. */
  int capacity() {
    return counts.length;
  }

  /**
   * The durations below which, or at which, so many thousandths of the spans lie, in nanoseconds; 0
   * if there are none.
   *
   * @param permille ascending
   */
  long[] quantilesNanos(int... permille) {
    long[] quantiles = new long[permille.length];
    long seen = zeroCount;
    int place = Math.min(low, counts.length) - 1;
    for (int i = 0; i < permille.length; i++) {
      long rank = Math.max(1, ceilOfShare(permille[i]));
      while (seen < rank && place < high) {
        seen += counts[++place];
      }
      quantiles[i] = place < low ? 0 : middleNanos(first + place);
    }
    return quantiles;
  }

  /** Forgets everything but the memory it has. */
  void clear() {
    zeroCount = 0;
    count = 0;
    if (high >= 0) {
      Arrays.fill(counts, low, high + 1, 0);
    }
    low = Integer.MAX_VALUE;
    high = -1;
  }

  private long ceilOfShare(int permille) {
    return count / 1000 * permille + (count % 1000 * permille + 999) / 1000;
  }

  private int makeRoom(int index) {
    if (counts.length == 0) {
      first = index - HEADROOM;
      counts = new long[2 * HEADROOM];
      return HEADROOM;
    }
    int headroom = Math.max(HEADROOM, counts.length / 4);
    int from = Math.min(first, index - headroom);
    int to = Math.max(first + counts.length, index + headroom);
    long[] wider = new long[to - from];
    System.arraycopy(counts, 0, wider, first - from, counts.length);
    if (high >= 0) {
      low += first - from;
      high += first - from;
    }
    first = from;
    counts = wider;
    return index - first;
  }

  private static long middleNanos(int bucket) {
    return Math.round(Math.pow(2, (bucket + 0.5) / BUCKETS_PER_OCTAVE) * NANOS_PER_SECOND);
  }
}
