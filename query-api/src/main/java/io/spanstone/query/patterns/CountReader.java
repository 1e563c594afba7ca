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
  private final CountedMetric metric;
  private final Function<Labels, K> keyOf;
  private final List<LabelMatcher> matchers;
  private final SelectLimits limits;
  private final long fromMillis;
  private final long toMillis;
  private final long stepMillis;
  private final int steps;
  private final Map<K, RecordCounts> found = new HashMap<>();
  private final Map<String, List<RecordCounts>> byService = new HashMap<>();

  /** Since when each service has been logging, as far as is known. */
  private final Map<String, Long> historyMillis = new HashMap<>();

  /** Whether all records of a service are counted here, so that they tell its history. */
  private final boolean countsAll;

  private @Nullable Instant scannedUntil;

  /**
   * @param budget how long the reading may take
   */
  CountReader(
      MetricStore metrics,
      CountedMetric metric,
      PatternQuery query,
      Duration budget,
      Function<Labels, K> keyOf) {
    this.metrics = metrics;
    this.metric = metric;
    this.keyOf = keyOf;
    this.matchers = matchers(metric, query);
    this.countsAll = metric.name().equals(metric.history()) && query.severities().isEmpty();
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
        select(matchers, next, scanned, this::add);
        scanned = next;
      }
      addExamples();
      markKnown();
      readHistory();
    } catch (QueryTimeoutException e) {
      scannedUntil = Instant.ofEpochMilli(scanned);
      found.values().forEach(RecordCounts::setKnown);
    }
    setHistory();
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
  private void select(List<LabelMatcher> which, long from, long to, Taker taker)
      throws IOException {
    List<Series> series;
    try {
      SelectHints hints = new SelectHints(to, to, 0, to - from, "", limits);
      series = metrics.select(which, from, to, hints);
    } catch (TooManySamplesException e) {
      long middle = from + (to - from) / CELL_MILLIS / 2 * CELL_MILLIS;
      if (middle == from) {
        throw e;
      }
      select(which, middle, to, taker);
      select(which, from, middle, taker);
      return;
    }
    series.forEach(taker::take);
  }

  private void add(Series series) {
    String service = service(series.labels());
    String severity = series.labels().get(SEVERITY);
    String level = severity.isEmpty() ? metric.severity() : severity;
    RecordCounts counts =
        found.computeIfAbsent(keyOf.apply(series.labels()), key -> newCounts(service));
    for (int place = 0; place < series.size(); place++) {
      long time = series.timeMillis(place);
      int step = (int) ((time - 1 - fromMillis) / stepMillis);
      counts.add(level, step, time, CELL_MILLIS, Math.round(series.value(place)));
    }
    historyMillis.merge(service, counts.firstMillis(), Math::min);
  }

  private RecordCounts newCounts(String service) {
    RecordCounts counts = new RecordCounts(steps);
    byService.computeIfAbsent(service, key -> new ArrayList<>()).add(counts);
    return counts;
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
      select(matchers, hour, fromMillis, series -> known.add(keyOf.apply(series.labels())));
    }
    found.forEach(
        (key, counts) -> {
          if (known.contains(key)) {
            counts.setKnown();
          }
        });
  }

  /** Of services with something that may be surging: since when there is anything of them. */
  private void readHistory() throws IOException {
    if (countsAll) {
      return;
    }
    for (Map.Entry<String, List<RecordCounts>> each : byService.entrySet()) {
      if (each.getValue().stream().anyMatch(RecordCounts::maySurge)) {
        readHistory(each.getKey());
      }
    }
  }

  /** The oldest first, and more and more at a time: most services have been there all the time. */
  private void readHistory(String service) throws IOException {
    long from = fromMillis;
    for (long part = stepMillis; from < historyMillis.getOrDefault(service, toMillis); part *= 2) {
      long to = Math.min(from + part, historyMillis.getOrDefault(service, toMillis));
      select(
          matchers(metric.history(), service),
          from,
          to,
          series -> {
            if (service(series.labels()).equals(service)) {
              historyMillis.merge(service, series.timeMillis(0) - CELL_MILLIS, Math::min);
            }
          });
      from = to;
    }
  }

  private void setHistory() {
    byService.forEach(
        (service, all) -> {
          long since = historyMillis.getOrDefault(service, toMillis);
          int step = (int) Math.max(0, (since - fromMillis) / stepMillis);
          all.forEach(counts -> counts.setHistory(step));
        });
  }

  private static List<LabelMatcher> matchers(CountedMetric metric, PatternQuery query) {
    List<LabelMatcher> matchers = matchers(metric.name(), query.service());
    if (!query.severities().isEmpty() && metric.severity().isEmpty()) {
      String any = query.severities().stream().sorted().collect(Collectors.joining("|"));
      matchers.add(new LabelMatcher(SEVERITY, LabelMatcher.Operator.MATCHES, any));
    }
    return matchers;
  }

  private static List<LabelMatcher> matchers(String metric, @Nullable String service) {
    List<LabelMatcher> matchers = new ArrayList<>();
    matchers.add(equal(Labels.METRIC_NAME, metric));
    if (service != null) {
      int slash = service.indexOf('/');
      matchers.add(equal("service_name", service.substring(slash + 1)));
      if (slash >= 0) {
        matchers.add(equal("service_namespace", service.substring(0, slash)));
      }
    }
    return matchers;
  }

  private static LabelMatcher equal(String name, String value) {
    return new LabelMatcher(name, LabelMatcher.Operator.EQUAL, value);
  }
}
