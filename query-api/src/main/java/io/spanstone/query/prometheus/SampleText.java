package io.spanstone.query.prometheus;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.spanstone.block.prometheus.FloatText;
import java.math.BigDecimal;

/** Numbers and times as Prometheus writes them. */
final class SampleText {
  private SampleText() {}

  /** The shortest text that is this number; with an exponent below 1e-6 and from 1e21 on. */
  static String number(double value) {
    double size = Math.abs(value);
    return size == 0 || !(size < Double.POSITIVE_INFINITY) || (size >= 1e-6 && size < 1e21)
        ? FloatText.of(value)
        : scientific(value);
  }

  /** Seconds since the epoch, with three digits of a second's parts if there are any. */
  static String seconds(long timeMillis) {
    String sign = timeMillis < 0 ? "-" : "";
    long millis = Math.abs(timeMillis);
    return millis % 1000 == 0
        ? sign + millis / 1000
        : "%s%d.%03d".formatted(sign, millis / 1000, millis % 1000);
  }

  private static String scientific(double value) {
    BigDecimal number = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
    String digits = number.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - number.scale();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
