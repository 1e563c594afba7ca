package io.spanstone.query.prometheus;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times and durations in parameters, as Prometheus reads them. Each method throws {@link
 * IllegalArgumentException} with what is wrong.
 */
final class TimeText {
  /** Beyond this, sums of times and durations might overflow. */
  static final long MAX_MILLIS = Long.MAX_VALUE / 16;

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m(?!s))?"
              + "(?:([0-9]+)s)?(?:([0-9]+)ms)?");
  private static final long[] UNIT_MILLIS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };

  /** A blank before the offset is a plus sign that was not percent-encoded. */
  private static final Pattern LOST_PLUS = Pattern.compile(" (?=[0-9]{2}:[0-9]{2}$)");

  private TimeText() {}

  /** Seconds since the epoch, or RFC 3339, as milliseconds since the epoch. */
  static long timeMillis(String text) {
    String hint = "write seconds since the epoch, or RFC 3339 such as 2026-11-24T08:30:00Z";
    if (NUMBER.matcher(text).matches()) {
      return checked(secondsToMillis(text), text, "timestamp", hint);
    }
    try {
      Instant time = OffsetDateTime.parse(LOST_PLUS.matcher(text).replaceFirst("+")).toInstant();
      return checked(BigDecimal.valueOf(time.toEpochMilli()), text, "timestamp", hint);
    } catch (DateTimeException | ArithmeticException e) {
      throw fault(text, "timestamp", hint);
    }
  }

  /** A number of seconds, or a duration such as {@code 1h30m}, in milliseconds. */
  static long durationMillis(String text) {
    String hint = "write a duration such as 15s or 1h30m, or a number of seconds";
    if (NUMBER.matcher(text).matches()) {
      return checked(secondsToMillis(text), text, "duration", hint);
    }
    Matcher matcher = DURATION.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw fault(text, "duration", hint);
    }
    BigDecimal millis = BigDecimal.ZERO;
    for (int unit = 0; unit < UNIT_MILLIS.length; unit++) {
      String count = matcher.group(unit + 1);
      if (count != null) {
        millis = millis.add(new BigDecimal(count).multiply(BigDecimal.valueOf(UNIT_MILLIS[unit])));
      }
    }
    return checked(millis, text, "duration", hint);
  }

  private static BigDecimal secondsToMillis(String text) {
    return new BigDecimal(text).multiply(THOUSAND).setScale(0, RoundingMode.HALF_UP);
  }

  private static long checked(BigDecimal millis, String text, String what, String hint) {
    if (millis.abs().compareTo(BigDecimal.valueOf(MAX_MILLIS)) > 0) {
      throw fault(text, what, hint);
    }
    return millis.longValueExact();
  }

  private static IllegalArgumentException fault(String text, String what, String hint) {
    return new IllegalArgumentException(
        "cannot parse \"%s\" to a valid %s; %s".formatted(shortened(text), what, hint));
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
