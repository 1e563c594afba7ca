package io.spanstone.metric;

/** Where the buckets of a schema begin and end. */
final class BucketBounds {

  /** {@code 2^(k/256)}: the fractions of every schema up to 8. */
  private static final double[] FRACTIONS = fractions();

  private BucketBounds() {}

  /** The upper bound, inclusive, of the positive bucket at this index. */
  static double upper(int schema, int index) {
    long exponent;
    double fraction;
    if (schema <= 0) {
      exponent = (long) index << -schema;
      fraction = 1;
    } else {
      exponent = index >> schema;
      fraction = FRACTIONS[(index & ((1 << schema) - 1)) << (8 - schema)];
    }
    if (exponent == Double.MAX_EXPONENT + 1 && fraction == 1) {
      return Double.MAX_VALUE; // the last bucket ends with the numbers, the one beyond is infinite
    }
    return exponent > Double.MAX_EXPONENT
        ? Double.POSITIVE_INFINITY
        : Math.scalb(fraction, (int) Math.max(exponent, -2000));
  }

  /** The lowest index of a bucket that could hold a number. */
  static int firstIndex(int schema) {
    return scaled(Double.MIN_EXPONENT - 53, schema);
  }

  /** The highest index of a bucket that could hold a number, or infinity. */
  static int lastIndex(int schema) {
    return scaled(Double.MAX_EXPONENT + 1, schema) + 1;
  }

  private static int scaled(int exponent, int schema) {
    return schema >= 0 ? exponent << schema : exponent >> -schema;
  }

  private static double[] fractions() {
    double[] fractions = new double[256];
    for (int k = 0; k < fractions.length; k++) {
      fractions[k] = Math.pow(2, k / 256.0);
    }
    return fractions;
  }
}
