package io.spanstone.collector.cell;

/**
 * The buckets of durations: OTLP's exponential histogram at scale 7. Bucket {@code i} holds the
 * values in {@code (2^(i/128), 2^((i+1)/128)]} seconds, so its middle is at most 0.28 % off.
 * Source: opentelemetry-proto, {@code ExponentialHistogramDataPoint} in {@code
 * metrics/v1/metrics.proto}.
 */
public final class DurationScale {
  public static final int SCALE = 7;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final int BUCKETS_PER_OCTAVE = 1 << SCALE;
  private static final int SIGNIFICAND_BITS = 52;
  private static final long SIGNIFICAND_MASK = (1L << SIGNIFICAND_BITS) - 1;
  private static final int EXPONENT_BIAS = 1023;

  private static final int LEAST_BUCKET = -3_840;
  private static final int MOST_BUCKET = 4_224;

  /** An octave is cut into so many equal slots; a slot is narrower than any bucket. */
  private static final int SLOT_BITS = 8;

  /**
   * The significands of the upper bounds of an octave's buckets, as the bits of a double has them.
   */
  private static final long[] UPPER_BOUNDS = new long[BUCKETS_PER_OCTAVE];

  /** The bucket that a slot starts in. */
  private static final byte[] FIRST_BUCKETS = new byte[1 << SLOT_BITS];

  static {
    for (int i = 0; i < BUCKETS_PER_OCTAVE - 1; i++) {
      double bound = Math.pow(2, (i + 1.0) / BUCKETS_PER_OCTAVE);
      UPPER_BOUNDS[i] = Double.doubleToRawLongBits(bound) & SIGNIFICAND_MASK;
    }
    UPPER_BOUNDS[BUCKETS_PER_OCTAVE - 1] = SIGNIFICAND_MASK + 1;
    int bucket = 0;
    for (int slot = 0; slot < FIRST_BUCKETS.length; slot++) {
      long start = (long) slot << (SIGNIFICAND_BITS - SLOT_BITS);
      while (UPPER_BOUNDS[bucket] < start) {
        bucket++;
      }
      FIRST_BUCKETS[slot] = (byte) bucket;
    }
  }

  private DurationScale() {}

  /** Whether a duration can be in that bucket. */
  static boolean isBucket(int bucket) {
    return bucket >= LEAST_BUCKET && bucket <= MOST_BUCKET;
  }

  public static double seconds(double nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  /**
   * The bucket of a duration.
   *
   * @param nanos more than 0
   * @return between -3,840 and 4,224: it fits a short
   */
  public static int bucket(long nanos) {
    long bits = Double.doubleToRawLongBits(seconds((double) nanos));
    int octave = (int) (bits >>> SIGNIFICAND_BITS) - EXPONENT_BIAS;
    long significand = bits & SIGNIFICAND_MASK;
    if (significand == 0) {
      return octave * BUCKETS_PER_OCTAVE - 1; // a power of two ends the octave below
    }
    int bucket = FIRST_BUCKETS[(int) (significand >>> (SIGNIFICAND_BITS - SLOT_BITS))];
    while (significand > UPPER_BOUNDS[bucket]) {
      bucket++;
    }
    return octave * BUCKETS_PER_OCTAVE + bucket;
  }
}
