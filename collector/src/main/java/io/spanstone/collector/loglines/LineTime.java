package io.spanstone.collector.loglines;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as logs have them, as nanoseconds since the epoch; 0 stands for what is none. */
final class LineTime {
  private static final long NONE = 0;
  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

  /** Up to here a number is in seconds, milliseconds, microseconds: the year 5138 of each. */
  private static final BigDecimal MAX_SECONDS = new BigDecimal("1e11");

  private static final BigDecimal MAX_MILLIS = new BigDecimal("1e14");
  private static final BigDecimal MAX_MICROS = new BigDecimal("1e17");
  private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int MAX_NUMBER_CHARS = 40;

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,2})?");

  /** RFC 3339, and what is close to it: a space or comma, no colon in the offset, or no offset. */
  static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4})[-/](\\d\\d)[-/](\\d\\d)[Tt"
              + " ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9})\\d*)?)?"
              + " ?([Zz]|[+-]\\d\\d:?\\d\\d)?");

  private LineTime() {}

  static long parse(String text) {
    String stripped = text.strip();
    Matcher dateTime = DATE_TIME.matcher(stripped);
    if (dateTime.matches()) {
      return of(dateTime);
    }
    boolean number = stripped.length() <= MAX_NUMBER_CHARS && NUMBER.matcher(stripped).matches();
    return number ? ofNumber(new BigDecimal(stripped)) : NONE;
  }

  /** By its size a number of seconds, milliseconds, microseconds or nanoseconds. */
  static long ofNumber(BigDecimal number) {
    if (number.signum() <= 0 || number.compareTo(MAX_NANOS) > 0) {
      return NONE;
    }
    int shift =
        number.compareTo(MAX_SECONDS) < 0
            ? 9
            : number.compareTo(MAX_MILLIS) < 0 ? 6 : number.compareTo(MAX_MICROS) < 0 ? 3 : 0;
    BigDecimal nanos = number.movePointRight(shift);
    return nanos.compareTo(MAX_NANOS) > 0 ? NONE : nanos.longValue();
  }

  /** Log4j's {@code instant}. */
  static long of(BigDecimal epochSecond, BigDecimal nanoOfSecond) {
    return ofNumber(epochSecond.multiply(BILLION).add(nanoOfSecond));
  }

  /** The time that a match of {@link #DATE_TIME} tells; without an offset in UTC. */
  static long of(Matcher match) {
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(match, 1),
              number(match, 2),
              number(match, 3),
              number(match, 4),
              number(match, 5),
              Math.min(59, match.group(6) == null ? 0 : number(match, 6)),
              nanos(match.group(7)));
      Instant instant = local.toInstant(offset(match.group(8)));
      return ofNumber(
          BigDecimal.valueOf(instant.getEpochSecond())
              .multiply(BILLION)
              .add(BigDecimal.valueOf(instant.getNano())));
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static int nanos(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static ZoneOffset offset(String text) {
    return text == null || text.equalsIgnoreCase("z") ? ZoneOffset.UTC : ZoneOffset.of(text);
  }
}
