package io.spanstone.block;

import java.util.Locale;

/**
 * The ranges of OpenTelemetry's severity numbers, four numbers each.
 *
 * <p>Source: OpenTelemetry logs data model, "Field: SeverityNumber".
 */
public enum SeverityLevel {
  /** No number, or one that the data model does not know. */
  UNSPECIFIED(0, 0),
  TRACE(1, 4),
  DEBUG(5, 8),
  INFO(9, 12),
  WARN(13, 16),
  ERROR(17, 20),
  FATAL(21, 24);

  private static final SeverityLevel[] LEVELS = values();
  private static final int NUMBERS_OF_A_LEVEL = 4;

  private final int first;
  private final int last;

  SeverityLevel(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /** The level of a severity number. */
  public static SeverityLevel of(int number) {
    return number < TRACE.first || number > FATAL.last
        ? UNSPECIFIED
        : LEVELS[(number + NUMBERS_OF_A_LEVEL - 1) / NUMBERS_OF_A_LEVEL];
  }

  /** The data model's short name of a severity number: {@code WARN}, {@code ERROR2}. */
  public static String nameOf(int number) {
    SeverityLevel level = of(number);
    int place = number - level.first + 1;
    return level == UNSPECIFIED || place == 1 ? level.name() : level.name() + place;
  }

  /** The lowest number of the level; 0 if unspecified. */
  public int first() {
    return first;
  }

  /** The highest number of the level; 0 if unspecified. */
  public int last() {
    return last;
  }

  /** In lower case, as blocks and answers write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
