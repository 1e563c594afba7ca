package io.spanstone.storage.metrics;

import io.spanstone.block.prometheus.MetadataEntry;
import io.spanstone.block.prometheus.SeriesEntry;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.metric.LabelMatcher;
import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectHints;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.metric.SeriesSource;
import io.spanstone.metric.TooManySeriesException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the stored metrics as Prometheus sees them. Lucene finds the blocks with the metrics and
 * labels that are asked for; they are fetched, inflated and walked with the exact matchers.
 *
 * <p>What is asked without samples (series, labels, metadata) comes from the directories of blocks,
 * which know in which hours a series had points: answers cover the whole hours that a range of time
 * touches. Such answers have at most 50,000 series; {@link TooManySeriesException} beyond.
 *
 * <p>Times are milliseconds since the epoch. Thread-safe.
 */
public final class MetricStore implements SeriesSource {
  private static final long TARGET_INFO_INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final MetricBlocks.Source source;
  private final CoarseCells coarse;

  /**
   * @param coarse of the same blocks
   */
  public MetricStore(MetricBlocks.Source source, CoarseCells coarse) {
    this.source = source;
    this.coarse = coarse;
  }

  @Override
  public List<Series> select(
      List<LabelMatcher> matchers,
      long fromMillisExclusive,
      long toMillisInclusive,
      SelectHints hints)
      throws IOException {
    Matchers wanted = new Matchers(matchers);
    TimeRange range = new TimeRange(fromMillisExclusive, toMillisInclusive);
    CoarseCells.Plan plan = coarse.plan();
    return source.read(blocks -> select(blocks, wanted, range, hints, plan));
  }

  /** Something that selects series, once or more often. */
  public interface Reading<T> {
    T from(SeriesSource source) throws IOException;
  }

  /**
   * Reads all that one query selects as of one moment. Starts over if an index is dropped
   * meanwhile; so {@code reading} must not keep anything of a former call, nor the source.
   */
  public <T> T read(Reading<T> reading) throws IOException {
    CoarseCells.Plan plan = coarse.plan();
    return source.read(
        blocks ->
            reading.from(
                (matchers, from, to, hints) ->
                    select(blocks, new Matchers(matchers), new TimeRange(from, to), hints, plan)));
  }

  /** The series that match all matchers; without any, all. Sorted. */
  public Set<Labels> series(List<LabelMatcher> matchers, long fromMillis, long toMillis)
      throws IOException {
    Matchers wanted = new Matchers(matchers);
    TimeRange range = new TimeRange(fromMillis - 1, toMillis);
    return source.read(blocks -> new Catalog(blocks, range).series(wanted));
  }

  /** The names of the labels of these series, sorted. */
  public Set<String> labelNames(List<LabelMatcher> matchers, long fromMillis, long toMillis)
      throws IOException {
    Set<String> names = new TreeSet<>();
    for (Labels labels : series(matchers, fromMillis, toMillis)) {
      for (int i = 0; i < labels.size(); i++) {
        names.add(labels.name(i));
      }
    }
    return names;
  }

  /** The values of one label of these series, sorted. */
  public Set<String> labelValues(
      String name, List<LabelMatcher> matchers, long fromMillis, long toMillis) throws IOException {
    Set<String> values = new TreeSet<>();
    for (Labels labels : series(matchers, fromMillis, toMillis)) {
      values.add(labels.get(name));
    }
    values.remove("");
    return values;
  }

  /** What is said of the metrics, in no order; a metric may be there more than once. */
  public List<MetadataEntry> metadata(long fromMillis, long toMillis) throws IOException {
    TimeRange range = new TimeRange(fromMillis - 1, toMillis);
    return source.read(blocks -> new Catalog(blocks, range).metadata());
  }

  /** The resources that sent metrics and have a {@code target_info}, in no order. */
  public List<Target> targets(long fromMillis, long toMillis) throws IOException {
    TimeRange range = new TimeRange(fromMillis - 1, toMillis);
    return source.read(blocks -> targets(blocks, range));
  }

  /** Exemplars of the series that match, the newest blocks' first, {@code limit} at most. */
  public List<SeriesExemplar> exemplars(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, int limit, SelectLimits limits)
      throws IOException {
    Matchers wanted = new Matchers(matchers);
    TimeRange range = new TimeRange(fromMillis - 1, toMillis);
    return source.read(
        blocks -> {
          Set<String> names = new Catalog(blocks, range).metricNames(wanted);
          Exemplars exemplars = new Exemplars(wanted, range, limit, limits);
          if (!names.isEmpty()) {
            exemplars.read(blocks, filter(wanted, range, names));
          }
          return exemplars.found();
        });
  }

  private static List<Series> select(
      MetricBlocks blocks,
      Matchers matchers,
      TimeRange range,
      SelectHints hints,
      CoarseCells.Plan plan)
      throws IOException {
    Catalog catalog = new Catalog(blocks, range);
    Set<String> names = catalog.metricNames(matchers);
    if (names.isEmpty()) {
      return List.of();
    }
    Selection selection = new Selection(matchers, range, hints.limits());
    List<CoarseCells.Part> parts = plan.parts(names, hints);
    if (parts.isEmpty() || catalog.hasOthers(names)) {
      selection.read(blocks, filter(matchers, range, names));
    } else {
      for (CoarseCells.Part part : parts) {
        selection.read(blocks, part);
      }
    }
    if (names.contains(SourceLabels.TARGET_INFO)) {
      addTargetInfo(blocks, catalog, matchers, range, selection);
    }
    return selection.series();
  }

  private static List<Target> targets(MetricBlocks blocks, TimeRange range) throws IOException {
    Map<String, Long> newest = blocks.newestOfTargets(range.blocks(), Catalog.MAX_ENTRIES);
    List<Target> targets = new ArrayList<>();
    for (SeriesEntry entry : new Catalog(blocks, range).targetInfo()) {
      Long time = newest.get(Catalog.target(entry));
      if (time != null) {
        targets.add(new Target(Labels.of(entry.labels()), time));
      }
    }
    return targets;
  }

  private static void addTargetInfo(
      MetricBlocks blocks, Catalog catalog, Matchers matchers, TimeRange range, Selection selection)
      throws IOException {
    for (SeriesEntry entry : catalog.targetInfo()) {
      Labels labels = Labels.of(entry.labels()).with(Labels.METRIC_NAME, SourceLabels.TARGET_INFO);
      if (matchers.match(labels)) {
        String target = Catalog.target(entry);
        for (long time : blocks.newestTimes(target, range.blocks(), TARGET_INFO_INTERVAL_NANOS)) {
          selection.add(labels, time, 1);
        }
      }
    }
  }

  private static BlockFilter filter(Matchers matchers, TimeRange range, Set<String> names) {
    List<BlockFilter> filters = new ArrayList<>(matchers.pointFilters());
    filters.add(Catalog.points(names));
    filters.add(range.blocks());
    filters.add(BlockFilter.asReceived());
    return BlockFilter.all(filters);
  }
}
