package io.spanstone.query.promql.syntax;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and durations as they are written. */
final class NumberLiterals {
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX][0-9a-fA-F](?:_?[0-9a-fA-F])*"
              + "|(?:\\d(?:_?\\d)*)?\\.?(?:\\d(?:_?\\d)*)?(?:[eE][+-]?\\d+)?");
  private static final Pattern OCTAL = Pattern.compile("0[0-7]+");
  private static final long[] UNIT_MILLIS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

  private NumberLiterals() {}

  /** Where the number or duration that begins here ends. */
  static int end(String query, int from) {
    Matcher duration = DURATION.matcher(query).region(from, query.length());
    Matcher number = NUMBER.matcher(query).region(from, query.length());
    return Math.max(
        duration.lookingAt() ? duration.end() : from, number.lookingAt() ? number.end() : from);
  }

  static boolean isDuration(String text) {
    return text.indexOf("0x") != 0
        && text.indexOf("0X") != 0
        && "ywdhms".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  /**
   * The value of a number token.
   *
   * @throws NumberFormatException if it is too large for an integer, or no number
   */
  static double number(String text) {
    String plain = text.replace("_", "").toLowerCase(Locale.ROOT);
    if (plain.equals("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    if (plain.equals("nan")) {
      return Double.NaN;
    }
    if (plain.startsWith("0x")) {
      return Long.parseLong(plain.substring(2), 16);
    }
    return OCTAL.matcher(plain).matches() ? Long.parseLong(plain, 8) : Double.parseDouble(plain);
  }

  /**
   * The milliseconds of a duration token.
   *
   * @throws ArithmeticException if there are too many
   */
  static long durationMillis(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new NumberFormatException("no duration: " + text);
    }
    long millis = 0;
    for (int unit = 0; unit < UNITS.length; unit++) {
      String count = matcher.group(unit + 1);
      if (count != null) {
        long units = Math.multiplyExact(Long.parseLong(count), UNIT_MILLIS[unit]);
        millis = Math.addExact(millis, units);
      }
    }
    return millis;
  }

  /** The shortest way to write a duration exactly, as in {@code 1h30m}; {@code 0s} for none. */
  static String format(long durationMillis) {
    if (durationMillis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(durationMillis < 0 ? "-" : "");
    long rest = Math.abs(durationMillis);
    for (int unit = 0; unit < UNITS.length; unit++) {
      // Years and weeks only if nothing else is needed: 8d reads better than 1w1d.
      boolean exact = unit > 1 || rest % UNIT_MILLIS[unit] == 0;
      if (exact && rest >= UNIT_MILLIS[unit]) {
        text.append(rest / UNIT_MILLIS[unit]).append(UNITS[unit]);
        rest %= UNIT_MILLIS[unit];
      }
    }
    return text.toString();
  }

  /** A number as the language reads it. */
  static String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean integer = value == Math.rint(value) && Math.abs(value) < 1e15;
    boolean negativeZero = value == 0 && 1 / value < 0;
    return integer && !negativeZero
        ? Long.toString((long) value)
        : Double.toString(value).replace("E", "e");
  }
}
