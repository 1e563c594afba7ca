package io.spanstone.block.prometheus;

import java.util.Map;

/** The words that a UCUM unit adds to a metric's name. */
final class Unit {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("%", "percent"),
          Map.entry("1", ""));

  private static final Map<String, String> NAMES_AFTER_PER =
      Map.of(
          "s", "second",
          "m", "minute",
          "h", "hour",
          "d", "day",
          "w", "week",
          "mo", "month",
          "y", "year");

  private Unit() {}

  /** What is measured, as in {@code bytes}; empty if nothing is to be added. */
  static String main(String unit) {
    return word(part(unit, 0), NAMES);
  }

  /** What it is measured per, as in {@code second}; empty if nothing is to be added. */
  static String per(String unit) {
    return word(part(unit, 1), NAMES_AFTER_PER);
  }

  private static String part(String unit, int index) {
    int slash = unit.indexOf('/');
    if (slash < 0) {
      return index == 0 ? unit.strip() : "";
    }
    return (index == 0 ? unit.substring(0, slash) : unit.substring(slash + 1)).strip();
  }

  private static String word(String part, Map<String, String> names) {
    boolean annotation = part.indexOf('{') >= 0 || part.indexOf('}') >= 0;
    return annotation ? "" : MetricName.trimmed(names.getOrDefault(part, part));
  }
}
