package io.spanstone.metric;

/** Logarithms that Java has not. */
final class Logarithm {
  private static final double LN_2 = Math.log(2);

  private Logarithm() {}

  /** To the base 2; exact for powers of 2. */
  static double base2(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      return Math.log(value);
    }
    int exponent = Math.getExponent(value);
    if (exponent < Double.MIN_EXPONENT) {
      return base2(value * 0x1p60) - 60;
    }
    return exponent + Math.log(Math.scalb(value, -exponent)) / LN_2;
  }
}
