package io.spanstone.query.alert.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** Values as Go writes them. */
final class GoText {
  /** Of a number that is written in full, the first exponent that is written. */
  private static final int SHORTEST_DIGITS = 6;

  private GoText() {}

  /** As {@code %v} does. */
  static String of(Object value) {
    if (value instanceof Double number) {
      return shortest(number);
    }
    if (value instanceof Map<?, ?> map) {
      StringBuilder text = new StringBuilder("map[");
      new TreeMap<>(map)
          .forEach(
              (name, each) ->
                  text.append(text.length() == 4 ? "" : " ").append(name).append(':').append(each));
      return text.append(']').toString();
    }
    return value.toString();
  }

  /** As {@code %.4g} does for four digits. */
  static String general(double value, int digits) {
    if (!Double.isFinite(value)) {
      return infinite(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(Math.max(1, digits), RoundingMode.HALF_EVEN));
    return text(rounded, Math.max(1, digits));
  }

  private static String shortest(double value) {
    if (!Double.isFinite(value)) {
      return infinite(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(NumberOutput.toString(value, true));
    return text(exact, SHORTEST_DIGITS);
  }

  private static String text(BigDecimal number, int exponentFrom) {
    BigDecimal plain = number.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    if (exponent >= -4 && exponent < exponentFrom) {
      return plain.toPlainString();
    }
    String digits = plain.unscaledValue().abs().toString();
    return (plain.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  private static String infinite(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }
}
