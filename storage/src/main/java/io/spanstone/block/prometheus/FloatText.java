package io.spanstone.block.prometheus;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/** Numbers as values of labels ({@code le}, {@code quantile}): shortest, without an exponent. */
public final class FloatText {
  private FloatText() {}

  /** As in {@code 0.005}, {@code 5}, {@code +Inf}. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros().toPlainString();
  }
}
