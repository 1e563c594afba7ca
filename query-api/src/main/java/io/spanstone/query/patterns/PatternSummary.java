package io.spanstone.query.patterns;

import io.spanstone.otlp.Slice;
import io.spanstone.pattern.PatternId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The records of one service and one pattern. Not thread-safe. */
public final class PatternSummary {
  private static final List<String> LEVELS =
      List.of("UNSPECIFIED", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  private final String service;
  private final String template;
  private final TreeSet<String> ids = new TreeSet<>();
  private final Map<String, Long> countsBySeverity =
      new TreeMap<>(Comparator.comparing(LEVELS::indexOf).reversed());
  private final long[] trend;
  private long count;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private @Nullable PatternExample example;
  private boolean known;

  PatternSummary(String service, String template, int steps) {
    this.service = service;
    this.template = template;
    this.trend = new long[steps];
  }

  void add(String id, String severity, int step, long endMillis, long cellMillis, long records) {
    ids.add(id);
    countsBySeverity.merge(severity, records, Long::sum);
    trend[step] += records;
    count += records;
    firstMillis = Math.min(firstMillis, endMillis - cellMillis);
    lastMillis = Math.max(lastMillis, endMillis);
  }

  /** Adds those of another pattern that turned out to be the same. */
  void add(PatternSummary other) {
    ids.addAll(other.ids);
    other.countsBySeverity.forEach(
        (severity, records) -> countsBySeverity.merge(severity, records, Long::sum));
    for (int step = 0; step < trend.length; step++) {
      trend[step] += other.trend[step];
    }
    count += other.count;
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
    known |= other.known;
    if (other.example != null) {
      show(other.example);
    }
  }

  /** Offers an example; the newest is kept. */
  void show(PatternExample offered) {
    if (example == null || offered.time().isAfter(example.time())) {
      example = offered;
    }
  }

  /** It was there before the range. */
  void setKnown() {
    known = true;
  }

  /** {@code name} or {@code namespace/name}. */
  public String service() {
    return service;
  }

  /** The message without its values; empty for records without text, and those beyond the limit. */
  public String template() {
    return template;
  }

  /**
   * The id of the template: of a pattern that is alone the one that its records have. Empty for
   * records without text; {@code other} for those beyond the limit of patterns.
   */
  public String id() {
    return template.isEmpty() ? ids.first() : PatternId.text(PatternId.of(Slice.ofUtf8(template)));
  }

  /** The ids that its records have, sorted. */
  public List<String> ids() {
    return new ArrayList<>(ids);
  }

  public long count() {
    return count;
  }

  /** The most severe level first. */
  public Map<String, Long> countsBySeverity() {
    return countsBySeverity;
  }

  /** How many records each step of the range has. */
  public long[] trend() {
    return Arrays.copyOf(trend, trend.length);
  }

  /** The beginning of the 10 s with the first record of the range. */
  public Instant firstSeen() {
    return Instant.ofEpochMilli(firstMillis);
  }

  /** The end of the 10 s with the last record of the range. */
  public Instant lastSeen() {
    return Instant.ofEpochMilli(lastMillis);
  }

  /** Whether no record is known from before the range. */
  public boolean isNew() {
    return !known;
  }

  public @Nullable PatternExample example() {
    return example;
  }
}
