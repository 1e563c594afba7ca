package io.spanstone.query.patterns;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.QueryTimeoutException;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.metric.TooManySeriesException;
import io.spanstone.storage.metrics.MetricStore;
import io.spanstone.storage.metrics.SeriesExemplar;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a metric that counts log records, by what {@code keyOf} makes of the labels of its
 * series. The newest are read first. Not thread-safe; one a reading.
 *
 * @param <K> tells apart what is counted
 */
final class CountReader<K> {
  private static final String SEVERITY = "log_severity";
  private static final long CELL_MILLIS = Duration.ofSeconds(10).toMillis();
  private static final long PART_MILLIS = Duration.ofHours(1).toMillis();
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final int MAX_PARTS = 500;
  private static final int STEPS = 60;
  private static final int MAX_SERIES = 200_000;
  private static final long MAX_SAMPLES = 4_000_000;
  private static final int MAX_EXAMPLES = 20_000;

  /** A series has an example so often, if it has records. */
  private static final Duration EXAMPLE_INTERVAL = Duration.ofMinutes(10);

  /** So far back is looked for what may be new. */
  private static final Duration MEMORY = Duration.ofDays(7);

  private final MetricStore metrics;
  private final Function<Labels, K> keyOf;
  private final List<LabelMatcher> matchers;
  private final SelectLimits limits;
  private final long fromMillis;
  private final long toMillis;
  private final long stepMillis;
  private final int steps;
  private final Map<K, RecordCounts> found = new HashMap<>();
  private @Nullable Instant scannedUntil;

  /**
   * @param metric its name, as PromQL has it
   * @param budget how long the reading may take
   */
  CountReader(
      MetricStore metrics,
      String metric,
      PatternQuery query,
      Duration budget,
      Function<Labels, K> keyOf) {
    this.metrics = metrics;
    this.keyOf = keyOf;
    this.matchers = matchers(metric, query);
    this.limits = new SelectLimits(MAX_SERIES, MAX_SAMPLES, System.nanoTime() + budget.toNanos());
    this.fromMillis = Math.floorDiv(query.start().toEpochMilli(), CELL_MILLIS) * CELL_MILLIS;
    this.toMillis = -Math.floorDiv(-query.end().toEpochMilli(), CELL_MILLIS) * CELL_MILLIS;
    long cells = Math.max(1, (toMillis - fromMillis) / CELL_MILLIS);
    this.stepMillis = (cells + STEPS - 1) / STEPS * CELL_MILLIS;
    this.steps = (int) ((cells * CELL_MILLIS + stepMillis - 1) / stepMillis);
  }

  /** Reads; if time runs out, {@link #scannedUntil} says how far. */
  Map<K, RecordCounts> read() throws IOException {
    long part =
        Math.max(PART_MILLIS, (toMillis - fromMillis) / MAX_PARTS / CELL_MILLIS * CELL_MILLIS);
    long scanned = toMillis;
    try {
      while (scanned > fromMillis) {
        long next = Math.max(fromMillis, scanned - part);
        select(next, scanned, this::add);
        scanned = next;
      }
      addExamples();
      markKnown();
    } catch (QueryTimeoutException e) {
      scannedUntil = Instant.ofEpochMilli(scanned);
      found.values().forEach(RecordCounts::setKnown);
    }
    return found;
  }

  /** How far back was read, if time ran out; else null. */
  @Nullable Instant scannedUntil() {
    return scannedUntil;
  }

  /** The beginning of the range, which is widened to whole cells of 10 s. */
  Instant start() {
    return Instant.ofEpochMilli(fromMillis);
  }

  Duration step() {
    return Duration.ofMillis(stepMillis);
  }

  int steps() {
    return steps;
  }

  /** {@code name} or {@code namespace/name}. */
  static String service(Labels labels) {
    String namespace = labels.get("service_namespace");
    String name = labels.get("service_name");
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  private interface Taker {
    void take(Series series);
  }

  /** Hands over all of {@code (from, to]}, or, if time runs out, nothing. */
  private void select(long from, long to, Taker taker) throws IOException {
    List<Series> series;
    try {
      SelectHints hints = new SelectHints(to, to, 0, to - from, "", limits);
      series = metrics.select(matchers, from, to, hints);
    } catch (TooManySamplesException e) {
      long middle = from + (to - from) / CELL_MILLIS / 2 * CELL_MILLIS;
      if (middle == from) {
        throw e;
      }
      select(middle, to, taker);
      select(from, middle, taker);
      return;
    }
    series.forEach(taker::take);
  }

  private void add(Series series) {
    RecordCounts counts =
        found.computeIfAbsent(keyOf.apply(series.labels()), key -> new RecordCounts(steps));
    for (int place = 0; place < series.size(); place++) {
      long time = series.timeMillis(place);
      int step = (int) ((time - 1 - fromMillis) / stepMillis);
      counts.add(
          series.labels().get(SEVERITY), step, time, CELL_MILLIS, Math.round(series.value(place)));
    }
  }

  private void addExamples() throws IOException {
    long from = fromMillis - EXAMPLE_INTERVAL.toMillis();
    for (SeriesExemplar each : metrics.exemplars(matchers, from, toMillis, MAX_EXAMPLES, limits)) {
      RecordCounts counts = found.get(keyOf.apply(each.series()));
      if (counts != null) {
        counts.show(each);
      }
    }
  }

  /**
   * What was there before is told by the directories of blocks, which have whole hours, and by the
   * counts of the hour in which the range begins.
   */
  private void markKnown() throws IOException {
    long hour = Math.floorDiv(fromMillis, HOUR_MILLIS) * HOUR_MILLIS;
    Set<K> known = new HashSet<>();
    try {
      long before = hour - 1;
      for (Labels labels : metrics.series(matchers, before - MEMORY.toMillis(), before)) {
        known.add(keyOf.apply(labels));
      }
    } catch (TooManySeriesException e) {
      known.addAll(found.keySet());
    }
    if (hour < fromMillis) {
      select(hour, fromMillis, series -> known.add(keyOf.apply(series.labels())));
    }
    found.forEach(
        (key, counts) -> {
          if (known.contains(key)) {
            counts.setKnown();
          }
        });
  }

  private static List<LabelMatcher> matchers(String metric, PatternQuery query) {
    List<LabelMatcher> matchers = new ArrayList<>();
    matchers.add(equal(Labels.METRIC_NAME, metric));
    String service = query.service();
    if (service != null) {
      int slash = service.indexOf('/');
      matchers.add(equal("service_name", service.substring(slash + 1)));
      if (slash >= 0) {
        matchers.add(equal("service_namespace", service.substring(0, slash)));
      }
    }
    if (!query.severities().isEmpty()) {
      String any = query.severities().stream().sorted().collect(Collectors.joining("|"));
      matchers.add(new LabelMatcher(SEVERITY, LabelMatcher.Operator.MATCHES, any));
    }
    return matchers;
  }

  private static LabelMatcher equal(String name, String value) {
    return new LabelMatcher(name, LabelMatcher.Operator.EQUAL, value);
  }
}
