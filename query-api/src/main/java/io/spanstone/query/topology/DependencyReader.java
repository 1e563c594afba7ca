package io.spanstone.query.topology;

import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.NativeHistogram;
import io.spanstone.metric.QueryTimeoutException;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.metric.TooManySamplesException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dependency graph of any range of time: the sums of the edges' histograms. Holds no more
 * than some minutes of samples in memory at once. Thread-safe.
 */
public final class DependencyReader {
  private static final String EDGE_DURATION = "edge_duration_seconds";
  private static final String EDGE_QUEUE_DURATION = "edge_queue_duration_seconds";
  private static final List<LabelMatcher> EDGES =
      List.of(
          new LabelMatcher(
              Labels.METRIC_NAME,
              LabelMatcher.Operator.MATCHES,
              EDGE_DURATION + "|" + EDGE_QUEUE_DURATION));

  /** The calls of so long a time are counted together, at the end of it. */
  private static final long CELL_MILLIS = Duration.ofSeconds(10).toMillis();

  private static final long PART_MILLIS = Duration.ofHours(1).toMillis();
  private static final int MAX_PARTS = 500;
  private static final int MAX_SERIES = 200_000;
  private static final long MAX_SAMPLES = 4_000_000;

  private final SeriesSource metrics;
  private final Duration budget;

  /**
   * @param budget how long a reading may take
   */
  public DependencyReader(SeriesSource metrics, Duration budget) {
    this.metrics = metrics;
    this.budget = budget;
  }

  private record Key(String source, String target, String type) {}

  /**
   * The graph of the calls that ended in a range of time, which is widened to whole cells of 10 s.
   * The newest are read first; if time runs out, the graph says so.
   */
  public DependencyGraph read(Instant start, Instant end) throws IOException {
    long from = start.toEpochMilli() / CELL_MILLIS * CELL_MILLIS;
    long to = -Math.floorDiv(-end.toEpochMilli(), CELL_MILLIS) * CELL_MILLIS;
    long part = Math.max(PART_MILLIS, (to - from) / MAX_PARTS / CELL_MILLIS * CELL_MILLIS);
    SelectLimits limits =
        new SelectLimits(MAX_SERIES, MAX_SAMPLES, System.nanoTime() + budget.toNanos());
    Map<Key, Dependency> found = new HashMap<>();
    long scanned = to;
    Instant scannedUntil = null;
    try {
      while (scanned > from) {
        long next = Math.max(from, scanned - part);
        add(next, scanned, limits, found);
        scanned = next;
      }
    } catch (QueryTimeoutException e) {
      scannedUntil = Instant.ofEpochMilli(scanned);
    }
    return graph(found, scannedUntil);
  }

  private static DependencyGraph graph(Map<Key, Dependency> found, @Nullable Instant scannedUntil) {
    List<Dependency> sorted =
        found.values().stream()
            .sorted(
                Comparator.comparing(Dependency::source)
                    .thenComparing(Dependency::target)
                    .thenComparing(Dependency::type))
            .toList();
    return new DependencyGraph(sorted, scannedUntil);
  }

  /** Adds all of {@code (from, to]}, or, if time runs out, nothing. */
  private void add(long from, long to, SelectLimits limits, Map<Key, Dependency> found)
      throws IOException {
    List<Series> series;
    try {
      series = metrics.select(EDGES, from, to, new SelectHints(to, to, 0, to - from, "", limits));
    } catch (TooManySamplesException e) {
      long middle = from + (to - from) / CELL_MILLIS / 2 * CELL_MILLIS;
      if (middle == from) {
        throw e;
      }
      add(middle, to, limits, found);
      add(from, middle, limits, found);
      return;
    }
    series.forEach(each -> add(each, found));
  }

  private static void add(Series series, Map<Key, Dependency> found) {
    Labels labels = series.labels();
    Key key = new Key(labels.get("client"), labels.get("server"), labels.get("connection_type"));
    Dependency dependency =
        found.computeIfAbsent(
            key, edge -> new Dependency(edge.source(), edge.target(), edge.type()));
    boolean queue = labels.get(Labels.METRIC_NAME).equals(EDGE_QUEUE_DURATION);
    boolean failed = labels.get("status_code").equals("STATUS_CODE_ERROR");
    for (int place = 0; place < series.size(); place++) {
      NativeHistogram histogram = series.histogram(place);
      if (histogram != null) {
        if (queue) {
          dependency.addQueued(histogram);
        } else {
          dependency.add(histogram, failed);
        }
      }
    }
  }
}
