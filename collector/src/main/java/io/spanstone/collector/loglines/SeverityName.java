package io.spanstone.collector.loglines;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Severities by the names and numbers of common libraries. Source: OpenTelemetry, "Logs Data
 * Model", appendix B.
 */
public final class SeverityName {
  private static final int TRACE = 1;
  private static final int DEBUG = 5;
  private static final int INFO = 9;
  private static final int NOTICE = 10;
  private static final int WARN = 13;
  private static final int ERROR = 17;
  private static final int FATAL = 21;
  private static final int ALERT = 22;
  private static final int EMERGENCY = 24;

  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("trace", TRACE),
          Map.entry("finest", TRACE),
          Map.entry("finer", TRACE),
          Map.entry("silly", TRACE),
          Map.entry("debug", DEBUG),
          Map.entry("fine", DEBUG),
          Map.entry("config", DEBUG),
          Map.entry("verbose", DEBUG),
          Map.entry("info", INFO),
          Map.entry("information", INFO),
          Map.entry("informational", INFO),
          Map.entry("notice", NOTICE),
          Map.entry("warn", WARN),
          Map.entry("warning", WARN),
          Map.entry("error", ERROR),
          Map.entry("err", ERROR),
          Map.entry("severe", ERROR),
          Map.entry("critical", FATAL),
          Map.entry("crit", FATAL),
          Map.entry("fatal", FATAL),
          Map.entry("panic", FATAL),
          Map.entry("dpanic", FATAL),
          Map.entry("alert", ALERT),
          Map.entry("emergency", EMERGENCY),
          Map.entry("emerg", EMERGENCY));

  /** By the numbers of syslog, from 0. */
  private static final int[] SYSLOG = {
    EMERGENCY, ALERT, FATAL, ERROR, WARN, NOTICE, INFO, DEBUG,
  };

  /** By the numbers of pino and bunyan, a tenth of them, from 1. */
  private static final int[] PINO = {TRACE, DEBUG, INFO, WARN, ERROR, FATAL};

  private static final int PINO_STEP = 10;

  private SeverityName() {}

  /** The number of a severity by its name in any case, such as {@code WARNING}. */
  public static OptionalInt number(String name) {
    Integer number = NAMES.get(name.strip().toLowerCase(Locale.ROOT));
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The number of a level that is a number: of syslog up to 7, of pino from 10 on. */
  static OptionalInt number(long level) {
    if (level >= 0 && level < SYSLOG.length) {
      return OptionalInt.of(SYSLOG[(int) level]);
    }
    long tenth = level / PINO_STEP;
    return tenth >= 1 && tenth <= PINO.length
        ? OptionalInt.of(PINO[(int) tenth - 1])
        : OptionalInt.empty();
  }
}
