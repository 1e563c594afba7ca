package io.spanstone.query.request;

import io.spanstone.block.SeverityLevel;
import io.spanstone.otlp.Slice;
import io.spanstone.query.json.SpanNames;
import io.spanstone.storage.logs.LogId;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.query.LogQueryParser;
import io.spanstone.storage.logs.query.LogQuerySyntaxException;
import io.spanstone.storage.red.GroupBy;
import io.spanstone.storage.red.RedQuery;
import io.spanstone.storage.traces.TraceQuery;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of the API's parameters, each with its meaning. */
public final class Parsers {
  /** The last moment that nanoseconds since the epoch can name in 63 bits, in the year 2262. */
  private static final Instant LAST_INSTANT = Instant.ofEpochSecond(0, Long.MAX_VALUE);

  private static final int MAX_NEIGHBOURS = 500;

  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?[0-9]{1,18}");

  /** A blank before the offset is a plus sign that was not percent-encoded. */
  private static final Pattern LOST_PLUS = Pattern.compile(" (?=[0-9]{2}:[0-9]{2}$)");

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?)(\\w+)");

  private static final Map<String, Long> NANOS_OF_UNIT =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private static final Set<GroupBy> GROUPS = EnumSet.complementOf(EnumSet.of(GroupBy.NONE));

  private Parsers() {}

  /** Any text. */
  public static String text(String text) {
    return text;
  }

  /**
   * RFC 3339 with an offset, or milliseconds since the Unix epoch; from 1970 to 2262, which is what
   * OTLP can say.
   */
  public static Instant time(String text) throws InvalidValueException {
    Instant time = EPOCH_MILLIS.matcher(text).matches() ? epochMillis(text) : rfc3339(text);
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST_INSTANT)) {
      throw new InvalidValueException(
          "is not between 1970 and 2262 but '%s'; numbers are epoch milliseconds".formatted(text));
    }
    return time;
  }

  /** A number with a unit: {@code ns}, {@code us}, {@code ms}, {@code s}, {@code m}, {@code h}. */
  public static Duration duration(String text) throws InvalidValueException {
    Matcher matcher = DURATION.matcher(text);
    Long unitNanos = matcher.matches() ? NANOS_OF_UNIT.get(matcher.group(2)) : null;
    if (unitNanos == null) {
      throw new InvalidValueException(
          "must be a number with a unit (ns, us, ms, s, m, h, d), such as 250ms or 1.5s, not '%s'"
              .formatted(text));
    }
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNanos));
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new InvalidValueException("must be less than 292 years, not '%s'".formatted(text));
    }
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  /** A length of time that is a multiple of 10 s, such as {@code 10s} or {@code 1m}. */
  public static Duration step(String text) throws InvalidValueException {
    Duration step = duration(text);
    if (step.isZero() || step.toNanos() % RedQuery.CELL_NANOS != 0) {
      throw new InvalidValueException(
          "must be a multiple of 10s, such as 10s, 1m or 1h, not '%s'".formatted(text));
    }
    return step;
  }

  /** What calls are told apart by, in any case. */
  public static GroupBy groupBy(String text) throws InvalidValueException {
    for (GroupBy each : GROUPS) {
      if (each.name().equalsIgnoreCase(text)) {
        return each;
      }
    }
    throw new InvalidValueException(
        "must be service, operation or version, not '%s'; leave it out for one series"
            .formatted(text));
  }

  /** How many calls away something may be: 1 to 10. */
  public static Integer depth(String text) throws InvalidValueException {
    if (text.matches("[1-9]|10")) {
      return Integer.valueOf(text);
    }
    throw new InvalidValueException(
        "must be a whole number from 1 to 10, not '%s'".formatted(text));
  }

  /** How many results a page may have: 1 to 1,000. */
  public static Integer limit(String text) throws InvalidValueException {
    if (text.matches("[0-9]{1,9}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= TraceQuery.MAX_LIMIT) {
        return limit;
      }
    }
    throw new InvalidValueException(
        "must be a whole number from 1 to %d, not '%s'".formatted(TraceQuery.MAX_LIMIT, text));
  }

  /**
   * {@code key:value}, split at the first colon. A colon within the key is written {@code \:}, a
   * backslash within it {@code \\}; the value stands as it is.
   */
  public static TraceQuery.Attribute attribute(String text) throws InvalidValueException {
    StringBuilder key = new StringBuilder();
    int at = 0;
    while (at < text.length() && text.charAt(at) != ':') {
      boolean escaped =
          text.charAt(at) == '\\'
              && at + 1 < text.length()
              && (text.charAt(at + 1) == ':' || text.charAt(at + 1) == '\\');
      key.append(text.charAt(escaped ? at + 1 : at));
      at += escaped ? 2 : 1;
    }
    if (key.isEmpty() || at >= text.length()) {
      throw new InvalidValueException(
          "must be key:value, such as http.response.status_code:500, not '%s'".formatted(text));
    }
    return new TraceQuery.Attribute(key.toString(), text.substring(at + 1));
  }

  /** A span kind by its name in any case, as its OTLP number. */
  public static Integer spanKind(String text) throws InvalidValueException {
    return number(SpanNames.KINDS, text);
  }

  /** A span status by its name in any case, as its OTLP number. */
  public static Integer status(String text) throws InvalidValueException {
    return number(SpanNames.STATUSES, text);
  }

  /** 32 hex digits in any case, not all zero. */
  public static Slice traceId(String text) throws InvalidValueException {
    if (!text.matches("[0-9a-fA-F]{32}") || text.matches("0{32}")) {
      throw new InvalidValueException(
          "must be 32 hex digits, not all zero, but is '%s'".formatted(text));
    }
    return Slice.of(HexFormat.of().parseHex(text));
  }

  /** 16 hex digits in any case, not all zero. */
  public static Slice spanId(String text) throws InvalidValueException {
    if (!text.matches("[0-9a-fA-F]{16}") || text.matches("0{16}")) {
      throw new InvalidValueException(
          "must be 16 hex digits, not all zero, but is '%s'".formatted(text));
    }
    return Slice.of(HexFormat.of().parseHex(text));
  }

  /** A length of time of whole seconds, such as {@code 10s} or {@code 1m}. */
  public static Duration wholeSeconds(String text) throws InvalidValueException {
    Duration length = duration(text);
    if (length.isZero() || length.toNanosPart() != 0) {
      throw new InvalidValueException(
          "must be whole seconds, such as 1s, 30s or 1h, not '%s'".formatted(text));
    }
    return length;
  }

  /** The id of a log record, as answers have it. */
  public static LogId logId(String text) throws InvalidValueException {
    try {
      return LogId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(
          "must be the id of a log record, as /api/v1/logs has it, not '%s'".formatted(text));
    }
  }

  /** How many log records before or after another: 0 to 500. */
  public static Integer neighbours(String text) throws InvalidValueException {
    if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= MAX_NEIGHBOURS) {
      return Integer.parseInt(text);
    }
    throw new InvalidValueException(
        "must be a whole number from 0 to %d, not '%s'".formatted(MAX_NEIGHBOURS, text));
  }

  /** A query for log records; docs/reference/log-search.md has the language. */
  public static LogCondition logQuery(String text) throws InvalidValueException {
    return logCondition(text, LogQueryParser::parse);
  }

  /** A severity or a range of severities, such as {@code error} or {@code >=warn}. */
  public static LogCondition severity(String text) throws InvalidValueException {
    return logCondition(text, LogQueryParser::severity);
  }

  /** The name of a level of severities, which has four numbers: {@code ERROR}. */
  public static String level(String text) throws InvalidValueException {
    for (SeverityLevel level : SeverityLevel.values()) {
      if (level.id().equals(text.toLowerCase(Locale.ROOT))) {
        return level.name();
      }
    }
    throw new InvalidValueException(
        "must be trace, debug, info, warn, error, fatal or unspecified, but is '%s'"
            .formatted(text));
  }

  private static LogCondition logCondition(String text, Function<String, LogCondition> parser)
      throws InvalidValueException {
    try {
      return parser.apply(text);
    } catch (LogQuerySyntaxException e) {
      throw new InvalidValueException(String.valueOf(e.getMessage()), e.position());
    }
  }

  private static Integer number(List<String> names, String text) throws InvalidValueException {
    int number = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (number < 0) {
      throw new InvalidValueException(
          "must be one of %s, not '%s'".formatted(String.join(", ", names), text));
    }
    return number;
  }

  private static Instant epochMillis(String text) {
    return Instant.ofEpochMilli(Long.parseLong(text));
  }

  private static Instant rfc3339(String text) throws InvalidValueException {
    try {
      return OffsetDateTime.parse(LOST_PLUS.matcher(text).replaceFirst("+")).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidValueException(
          "must be RFC 3339 with an offset, such as 2026-11-24T08:30:00Z, or epoch milliseconds,"
              + " not '%s'".formatted(text));
    }
  }
}
