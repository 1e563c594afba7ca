package io.spanstone.query.alert.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them, the way Prometheus writes them. */
final class Humanized {
  private static final int DIGITS = 4;
  private static final List<String> LARGE = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
  private static final List<String> SMALL = List.of("m", "u", "n", "p", "f", "a", "z", "y");
  private static final List<String> BINARY =
      List.of("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi");
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral(" +0000 UTC")
          .toFormatter(Locale.ROOT);

  private Humanized() {}

  static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return general(value);
    }
    return Math.abs(value) >= 1 ? scaledDown(value, 1000, LARGE) : scaledUp(value);
  }

  static String number1024(double value) {
    return Math.abs(value) <= 1 || !Double.isFinite(value)
        ? general(value)
        : scaledDown(value, 1024, BINARY);
  }

  static String percentage(double value) {
    return general(value * 100) + "%";
  }

  static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return general(seconds);
    }
    if (seconds == 0) {
      return general(seconds) + "s";
    }
    if (Math.abs(seconds) < 1) {
      return scaledUp(seconds) + "s";
    }
    String sign = seconds < 0 ? "-" : "";
    long whole = (long) Math.abs(seconds);
    long days = whole / 86_400;
    long hours = whole / 3_600 % 24;
    long minutes = whole / 60 % 60;
    String rest = "%dm %ds".formatted(minutes, whole % 60);
    if (days != 0) {
      return "%s%dd %dh %s".formatted(sign, days, hours, rest);
    }
    if (hours != 0) {
      return "%s%dh %s".formatted(sign, hours, rest);
    }
    return sign + (minutes != 0 ? rest : general(Math.abs(seconds)) + "s");
  }

  static String timestamp(double seconds) {
    if (!Double.isFinite(seconds)) {
      return general(seconds);
    }
    Instant time = Instant.ofEpochMilli((long) Math.floor(seconds * 1000));
    return TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  private static String scaledDown(double value, double factor, List<String> prefixes) {
    double scaled = value;
    String prefix = "";
    for (String each : prefixes) {
      if (Math.abs(scaled) < factor) {
        break;
      }
      prefix = each;
      scaled /= factor;
    }
    return general(scaled) + prefix;
  }

  private static String scaledUp(double value) {
    double scaled = value;
    String prefix = "";
    for (String each : SMALL) {
      if (Math.abs(scaled) >= 1) {
        break;
      }
      prefix = each;
      scaled *= 1000;
    }
    return general(scaled) + prefix;
  }

  private static String general(double value) {
    return GoText.general(value, DIGITS);
  }
}
