package io.spanstone.agent.count;

/**
 * The buckets of durations, as the collector has them: OTLP's exponential histogram at scale 7, of
 * which bucket {@code i} holds the values in {@code (2^(i/128), 2^((i+1)/128)]} seconds.
 */
final class DurationScale {
  static final int SCALE = 7;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final int BUCKETS_PER_OCTAVE = 1 << SCALE;
  private static final int SIGNIFICAND_BITS = 52;
  private static final long SIGNIFICAND_MASK = (1L << SIGNIFICAND_BITS) - 1;
  private static final int EXPONENT_BIAS = 1023;

  /** The significands of the upper bounds of an octave's buckets but the last. */
  private static final long[] UPPER_BOUNDS = new long[BUCKETS_PER_OCTAVE - 1];

  static {
    for (int i = 0; i < UPPER_BOUNDS.length; i++) {
      double bound = Math.pow(2, (i + 1.0) / BUCKETS_PER_OCTAVE);
      UPPER_BOUNDS[i] = Double.doubleToRawLongBits(bound) & SIGNIFICAND_MASK;
    }
  }

  private DurationScale() {}

  static double seconds(double nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  /**
   * The bucket of a duration.
   *
   * @param nanos more than 0
   */
  static int bucket(long nanos) {
    long bits = Double.doubleToRawLongBits(seconds((double) nanos));
    int octave = (int) (bits >>> SIGNIFICAND_BITS) - EXPONENT_BIAS;
    long significand = bits & SIGNIFICAND_MASK;
    if (significand == 0) {
      return octave * BUCKETS_PER_OCTAVE - 1; // a power of two ends the octave below
    }
    int low = 0;
    int high = UPPER_BOUNDS.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (significand <= UPPER_BOUNDS[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return octave * BUCKETS_PER_OCTAVE + low;
  }
}
