package io.spanstone.query.patterns;

import io.spanstone.metric.Labels;
import io.spanstone.storage.metrics.SeriesExemplar;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many records of something there are over time. Not thread-safe. */
public final class RecordCounts {
  private static final List<String> LEVELS =
      List.of("UNSPECIFIED", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  /** The share of the range that is its end: a sixth. */
  private static final int END_SHARE = 6;

  /** So many times as frequent as before is suddenly frequent. */
  private static final int SURGE = 4;

  private static final int MIN_SURGE = 10;

  private final Map<String, Long> bySeverity =
      new TreeMap<>(Comparator.comparing(LEVELS::indexOf).reversed());
  private final long[] trend;
  private long total;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private @Nullable SeriesExemplar exemplar;
  private boolean known;

  /** From this step on there is something to compare with; the number of steps if there is not. */
  private int historyStep;

  RecordCounts(int steps) {
    this.trend = new long[steps];
    this.historyStep = steps;
  }

  void add(String severity, int step, long endMillis, long cellMillis, long records) {
    bySeverity.merge(severity, records, Long::sum);
    trend[step] += records;
    total += records;
    firstMillis = Math.min(firstMillis, endMillis - cellMillis);
    lastMillis = Math.max(lastMillis, endMillis);
  }

  void add(RecordCounts other) {
    other.bySeverity.forEach((severity, records) -> bySeverity.merge(severity, records, Long::sum));
    for (int step = 0; step < trend.length; step++) {
      trend[step] += other.trend[step];
    }
    total += other.total;
    firstMillis = Math.min(firstMillis, other.firstMillis);
    lastMillis = Math.max(lastMillis, other.lastMillis);
    known |= other.known;
    historyStep = Math.min(historyStep, other.historyStep);
    if (other.exemplar != null) {
      show(other.exemplar);
    }
  }

  /** Offers an example; the newest is kept. */
  void show(SeriesExemplar offered) {
    if (exemplar == null || offered.timeMillis() > exemplar.timeMillis()) {
      exemplar = offered;
    }
  }

  /** There were some before the range. */
  void setKnown() {
    known = true;
  }

  /** Their service has been logging since this step of the range. */
  void setHistory(int step) {
    historyStep = step;
  }

  public long total() {
    return total;
  }

  /** The most severe level first. */
  public Map<String, Long> bySeverity() {
    return bySeverity;
  }

  /** How many records each step of the range has. */
  public long[] trend() {
    return Arrays.copyOf(trend, trend.length);
  }

  long firstMillis() {
    return firstMillis;
  }

  /** The beginning of the 10 s with the first record of the range. */
  public Instant firstSeen() {
    return Instant.ofEpochMilli(firstMillis);
  }

  /** The end of the 10 s with the last record of the range. */
  public Instant lastSeen() {
    return Instant.ofEpochMilli(lastMillis);
  }

  /** Whether none is known from the week before the range. */
  public boolean isNew() {
    return !known;
  }

  /**
   * Whether the last sixth of the range has many more records than the time before lets expect: ten
   * at least, and four times as many a step. The time before begins with the first record of the
   * service, and is a sixth of the range at least: what a service says when it starts is not
   * suddenly frequent.
   */
  public boolean isSurging() {
    int end = end();
    int rest = trend.length - end - historyStep;
    return rest >= end && surges(end, rest);
  }

  /** Whether it is surging if its service has been logging since before the range. */
  boolean maySurge() {
    int end = end();
    return trend.length > end && surges(end, trend.length - end);
  }

  private boolean surges(int end, int rest) {
    long atEnd = Arrays.stream(trend, trend.length - end, trend.length).sum();
    long before = total - atEnd;
    return atEnd >= MIN_SURGE && atEnd * rest >= SURGE * before * end;
  }

  private int end() {
    return (trend.length + END_SHARE - 1) / END_SHARE;
  }

  /**
   * An example.
   *
   * @param shown the label that has what is shown
   */
  public @Nullable PatternExample example(String shown) {
    if (exemplar == null) {
      return null;
    }
    Labels labels = exemplar.labels();
    return new PatternExample(
        Instant.ofEpochMilli(exemplar.timeMillis()),
        labels.get(shown),
        labels.get("trace_id"),
        labels.get("span_id"));
  }
}
