package io.spanstone.query.patterns;

import static java.util.Objects.requireNonNull;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.QueryTimeoutException;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.TooManySamplesException;
import io.spanstone.metric.TooManySeriesException;
import io.spanstone.pattern.PatternTree;
import io.spanstone.storage.metrics.MetricStore;
import io.spanstone.storage.metrics.SeriesExemplar;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads patterns of log records from the metric that counts them. Patterns that differ in a word
 * which takes many values are shown as one ({@link PatternTree}). Thread-safe.
 */
public final class PatternReader {
  private static final String LOG_RECORDS = "log_records_total";
  private static final String ID = "log_pattern_id";
  private static final String TEMPLATE = "log_pattern_template";
  private static final String SEVERITY = "log_severity";

  private static final long CELL_MILLIS = Duration.ofSeconds(10).toMillis();
  private static final long PART_MILLIS = Duration.ofHours(1).toMillis();
  private static final int MAX_PARTS = 500;
  private static final int STEPS = 60;
  private static final int MAX_SERIES = 200_000;
  private static final long MAX_SAMPLES = 4_000_000;
  private static final int MAX_EXAMPLES = 20_000;

  /** A series has an example so often, if it has records. */
  private static final Duration EXAMPLE_INTERVAL = Duration.ofMinutes(10);

  /** So far back a pattern is looked for that may be new. */
  private static final Duration MEMORY = Duration.ofDays(7);

  private final MetricStore metrics;
  private final Duration budget;

  /**
   * @param budget how long a reading may take
   */
  public PatternReader(MetricStore metrics, Duration budget) {
    this.metrics = metrics;
    this.budget = budget;
  }

  private record Key(String service, String id, String template) {}

  /** One reading. Not thread-safe. */
  private static final class Reading {
    final List<LabelMatcher> matchers;
    final SelectLimits limits;
    final long fromMillis;
    final long toMillis;
    final long stepMillis;
    final int steps;
    final Map<Key, PatternSummary> found = new HashMap<>();

    Reading(PatternQuery query, SelectLimits limits) {
      this.matchers = matchers(query);
      this.limits = limits;
      this.fromMillis = Math.floorDiv(query.start().toEpochMilli(), CELL_MILLIS) * CELL_MILLIS;
      this.toMillis = -Math.floorDiv(-query.end().toEpochMilli(), CELL_MILLIS) * CELL_MILLIS;
      long cells = Math.max(1, (toMillis - fromMillis) / CELL_MILLIS);
      this.stepMillis = (cells + STEPS - 1) / STEPS * CELL_MILLIS;
      this.steps = (int) ((cells * CELL_MILLIS + stepMillis - 1) / stepMillis);
    }

    void add(Series series) {
      PatternSummary summary = summary(series.labels());
      for (int place = 0; place < series.size(); place++) {
        long time = series.timeMillis(place);
        int step = (int) ((time - 1 - fromMillis) / stepMillis);
        summary.add(
            series.labels().get(ID),
            series.labels().get(SEVERITY),
            step,
            time,
            CELL_MILLIS,
            Math.round(series.value(place)));
      }
    }

    private PatternSummary summary(Labels labels) {
      return found.computeIfAbsent(
          key(labels), key -> new PatternSummary(key.service(), key.template(), steps));
    }
  }

  /**
   * The patterns of the records in a range of time, which is widened to whole cells of 10 s. The
   * newest are read first; if time runs out, the page says so.
   */
  public PatternPage read(PatternQuery query) throws IOException {
    SelectLimits limits =
        new SelectLimits(MAX_SERIES, MAX_SAMPLES, System.nanoTime() + budget.toNanos());
    Reading reading = new Reading(query, limits);
    long part =
        Math.max(
            PART_MILLIS,
            (reading.toMillis - reading.fromMillis) / MAX_PARTS / CELL_MILLIS * CELL_MILLIS);
    long scanned = reading.toMillis;
    Instant scannedUntil = null;
    try {
      while (scanned > reading.fromMillis) {
        long next = Math.max(reading.fromMillis, scanned - part);
        add(next, scanned, reading);
        scanned = next;
      }
      addExamples(reading);
    } catch (QueryTimeoutException e) {
      scannedUntil = Instant.ofEpochMilli(scanned);
    }
    markKnown(reading);
    return new PatternPage(
        Instant.ofEpochMilli(reading.fromMillis),
        Duration.ofMillis(reading.stepMillis),
        grouped(reading),
        scannedUntil);
  }

  /** Adds all of {@code (from, to]}, or, if time runs out, nothing. */
  private void add(long from, long to, Reading reading) throws IOException {
    List<Series> series;
    try {
      SelectHints hints = new SelectHints(to, to, 0, to - from, "", reading.limits);
      series = metrics.select(reading.matchers, from, to, hints);
    } catch (TooManySamplesException e) {
      long middle = from + (to - from) / CELL_MILLIS / 2 * CELL_MILLIS;
      if (middle == from) {
        throw e;
      }
      add(middle, to, reading);
      add(from, middle, reading);
      return;
    }
    series.forEach(reading::add);
  }

  private void addExamples(Reading reading) throws IOException {
    long from = reading.fromMillis - EXAMPLE_INTERVAL.toMillis();
    for (SeriesExemplar each :
        metrics.exemplars(reading.matchers, from, reading.toMillis, MAX_EXAMPLES, reading.limits)) {
      PatternSummary summary = reading.found.get(key(each.series()));
      if (summary != null) {
        Labels labels = each.labels();
        summary.show(
            new PatternExample(
                Instant.ofEpochMilli(each.timeMillis()),
                labels.get("log_body"),
                labels.get("trace_id"),
                labels.get("span_id")));
      }
    }
  }

  /** What was there before is told by the directories of blocks, which have whole hours. */
  private void markKnown(Reading reading) throws IOException {
    long hour = Duration.ofHours(1).toMillis();
    long before = Math.floorDiv(reading.fromMillis, hour) * hour - 1;
    Set<Key> known = new HashSet<>();
    try {
      for (Labels labels : metrics.series(reading.matchers, before - MEMORY.toMillis(), before)) {
        known.add(key(labels));
      }
    } catch (TooManySeriesException e) {
      known.addAll(reading.found.keySet());
    }
    reading.found.forEach(
        (key, summary) -> {
          if (known.contains(key)) {
            summary.setKnown();
          }
        });
  }

  private static List<PatternSummary> grouped(Reading reading) {
    Map<String, Map<String, PatternSummary>> services = new HashMap<>();
    reading.found.forEach(
        (key, summary) ->
            services
                .computeIfAbsent(key.service(), service -> new HashMap<>())
                .merge(
                    key.template().isEmpty() ? '\0' + key.id() : key.template(),
                    summary,
                    (one, other) -> {
                      one.add(other);
                      return one;
                    }));
    List<PatternSummary> all = new ArrayList<>();
    services.forEach((service, patterns) -> all.addAll(grouped(service, patterns, reading.steps)));
    all.sort(
        Comparator.comparingLong(PatternSummary::count)
            .reversed()
            .thenComparing(PatternSummary::service)
            .thenComparing(PatternSummary::template));
    return all;
  }

  private static List<PatternSummary> grouped(
      String service, Map<String, PatternSummary> patterns, int steps) {
    List<PatternSummary> all = new ArrayList<>();
    for (PatternTree.Group group : PatternTree.group(patterns.keySet())) {
      String template = group.template().startsWith("\0") ? "" : group.template();
      PatternSummary sum = new PatternSummary(service, template, steps);
      group.members().forEach(member -> sum.add(requireNonNull(patterns.get(member))));
      all.add(sum);
    }
    return all;
  }

  private static Key key(Labels labels) {
    String namespace = labels.get("service_namespace");
    String name = labels.get("service_name");
    return new Key(
        namespace.isEmpty() ? name : namespace + "/" + name, labels.get(ID), labels.get(TEMPLATE));
  }

  private static List<LabelMatcher> matchers(PatternQuery query) {
    List<LabelMatcher> matchers = new ArrayList<>();
    matchers.add(equal(Labels.METRIC_NAME, LOG_RECORDS));
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

  private static LabelMatcher equal(String name, @Nullable String value) {
    return new LabelMatcher(name, LabelMatcher.Operator.EQUAL, value == null ? "" : value);
  }
}
