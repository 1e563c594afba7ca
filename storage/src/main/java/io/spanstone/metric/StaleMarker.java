package io.spanstone.metric;

/**
 * The sample value by which Prometheus says that a series has ended: one certain NaN, told from all
 * other NaNs by its bits.
 */
public final class StaleMarker {
  private static final long BITS = 0x7ff0000000000002L;

  public static final double VALUE = Double.longBitsToDouble(BITS);

  private StaleMarker() {}

  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
