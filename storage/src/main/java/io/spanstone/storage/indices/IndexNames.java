package io.spanstone.storage.indices;

import io.spanstone.block.IndexPeriod;
import io.spanstone.otlp.Signal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of indices and aliases: {@code prefix-signal-c0-2026.11.24}, or {@code …-2026.11.24.10}
 * for an hour. {@code c0} holds blocks as they were shipped; a compactor would write {@code c1}.
 */
public final class IndexNames {
  private static final DateTimeFormatter DAY = formatter("uuuu.MM.dd");
  private static final DateTimeFormatter MONTH = formatter("uuuu.MM");
  private static final DateTimeFormatter HOUR = formatter("uuuu.MM.dd.HH");

  /** The end of the period that an index holds, as its name says. */
  record DatedIndex(String name, Signal signal, Instant periodEnd) {}

  private final String prefix;
  private final IndexPeriod period;

  public IndexNames(String prefix, IndexPeriod period) {
    this.prefix = prefix;
    this.period = period;
  }

  /** The index for new blocks of the period that starts at {@code start}. */
  public String index(Signal signal, Instant start) {
    DateTimeFormatter format = period == IndexPeriod.DAY ? DAY : HOUR;
    return prefix + "-" + signal.id() + "-c0-" + format.format(start.atOffset(ZoneOffset.UTC));
  }

  /** The alias that all indices of a signal are read through. */
  public String alias(Signal signal) {
    return prefix + "-" + signal.id();
  }

  /** Matches all block indices of a signal. */
  String pattern(Signal signal) {
    return alias(signal) + "-c*";
  }

  public String collectors() {
    return prefix + "-collectors";
  }

  public String rollups() {
    return prefix + "-rollups";
  }

  public String documents() {
    return prefix + "-documents";
  }

  /** The alias that all indices of transitions of alerts are read through. */
  public String alerts() {
    return prefix + "-alerts";
  }

  /** The index of the month that has this time. */
  public String alerts(Instant time) {
    return alerts() + "-" + MONTH.format(time.atOffset(ZoneOffset.UTC));
  }

  /** What the name says, if it is that of a block index, whatever period is configured now. */
  Optional<DatedIndex> parse(Signal signal, String name) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(alias(signal)) + "-c\\d+-(\\d{4}(?:\\.\\d{2}){2,3})")
            .matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String date = matcher.group(1);
    IndexPeriod named = date.length() == "2026.11.24".length() ? IndexPeriod.DAY : IndexPeriod.HOUR;
    try {
      LocalDateTime start = LocalDateTime.parse(date, named == IndexPeriod.DAY ? DAY : HOUR);
      Instant end = start.toInstant(ZoneOffset.UTC).plus(named.length());
      return Optional.of(new DatedIndex(name, signal, end));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
        .toFormatter(Locale.ROOT)
        .withResolverStyle(java.time.format.ResolverStyle.STRICT);
  }
}
