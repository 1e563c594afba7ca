package io.spanstone.storage.metrics;

import io.spanstone.block.BlockFields;
import io.spanstone.block.BlockTerms;
import io.spanstone.block.prometheus.MetadataEntry;
import io.spanstone.block.prometheus.SeriesEntry;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.metric.Labels;
import io.spanstone.metric.TooManySeriesException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the directories of blocks say of series and metrics. Not thread-safe. */
final class Catalog {
  /** So many series, or sources of them, can be listed. */
  static final int MAX_ENTRIES = 50_000;

  /** Lucene's regular expressions of entries: of metrics, and as collectors derive them. */
  private static final String ENTRY = "\\[\\\"[a-z]\\\",\\\"(%s)\\\",.*";

  private static final String DERIVED_ENTRY =
      "\\[\\\"e\\\",\\\"(%s)\\\",\\[\\],\\\"(client|service_name)\\\",.*";

  private final MetricBlocks blocks;
  private final TimeRange range;

  Catalog(MetricBlocks blocks, TimeRange range) {
    this.blocks = blocks;
    this.range = range;
  }

  /**
   * The metrics with a series that may match.
   *
   * @throws TooManySeriesException if there are more than can be listed
   */
  Set<String> metricNames(Matchers matchers) throws IOException {
    if (matchers.metricNames().isPresent()) {
      return matchers.metricNames().get();
    }
    Set<String> names = new TreeSet<>();
    for (String name : values(BlockFields.METRIC_NAME, "", range.blocks())) {
      if (matchers.mayMatchName(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /**
   * Whether anything but a collector's derivation has series of these metrics, which are derived
   * from spans. Series that name no source at all and have nothing but labels of derived ones are
   * taken for derived.
   */
  boolean hasOthers(Collection<String> derivedNames) throws IOException {
    String names = String.join("|", derivedNames);
    return blocks.hasValue(
        BlockFields.SERIES,
        ENTRY.formatted(names),
        DERIVED_ENTRY.formatted(names),
        BlockFilter.all(range.hours().blocks(), names(derivedNames)));
  }

  /** The series that match and had a point in one of the hours of the range. */
  Set<Labels> series(Matchers matchers) throws IOException {
    Set<Labels> series = new TreeSet<>();
    for (SeriesEntry entry : entries(matchers)) {
      for (Labels labels : expand(entry)) {
        if (matchers.match(labels)) {
          series.add(labels);
        }
      }
    }
    return series;
  }

  /** Entries of series that may match. */
  List<SeriesEntry> entries(Matchers matchers) throws IOException {
    List<BlockFilter> filters = new ArrayList<>(matchers.listingFilters());
    filters.add(range.hours().blocks());
    if (!matchers.anyName()) {
      filters.add(names(metricNames(matchers)));
    }
    List<SeriesEntry> entries = new ArrayList<>();
    for (String text : values(BlockFields.SERIES, "", BlockFilter.all(filters))) {
      SeriesEntry entry = SeriesEntry.parse(text);
      if (matchers.mayMatchName(entry.name())) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The entries of {@code target_info}, one a resource. */
  List<SeriesEntry> targetInfo() throws IOException {
    BlockFilter blocksOfTargets =
        BlockFilter.all(range.hours().blocks(), names(List.of(SourceLabels.TARGET_INFO)));
    List<SeriesEntry> entries = new ArrayList<>();
    for (String text : values(BlockFields.SERIES, SeriesEntry.TARGET_INFO, blocksOfTargets)) {
      entries.add(SeriesEntry.parse(text));
    }
    return entries;
  }

  List<MetadataEntry> metadata() throws IOException {
    List<MetadataEntry> entries = new ArrayList<>();
    for (String text : values(BlockFields.METADATA, "", range.hours().blocks())) {
      entries.add(MetadataEntry.parse(text));
    }
    return entries;
  }

  /** Blocks with points of these metrics. Nobody sends points of target_info but Prometheus. */
  static BlockFilter points(Collection<String> metricNames) {
    Set<String> others = new TreeSet<>(metricNames);
    List<BlockFilter> filters = new ArrayList<>();
    if (others.remove(SourceLabels.TARGET_INFO)) {
      filters.add(BlockFilter.terms(BlockFields.METRIC, List.of(SourceLabels.TARGET_INFO)));
    }
    filters.add(names(others));
    return BlockFilter.any(filters);
  }

  private static BlockFilter names(Collection<String> metricNames) {
    return BlockFilter.terms(
        BlockFields.METRIC_NAME, metricNames.stream().map(BlockTerms::name).toList());
  }

  /** The label that {@code target_info} of a resource has in {@link BlockFields#TARGET}. */
  static String target(SeriesEntry targetInfo) {
    return BlockTerms.hash(targetInfo.text());
  }

  private List<String> values(String field, String prefix, BlockFilter filter) throws IOException {
    List<String> values = blocks.values(field, prefix, filter, MAX_ENTRIES);
    if (values.size() == MAX_ENTRIES) {
      throw new TooManySeriesException(MAX_ENTRIES);
    }
    return values;
  }

  private static List<Labels> expand(SeriesEntry entry) {
    Labels common = Labels.of(entry.labels());
    String name = entry.name();
    List<Labels> series = new ArrayList<>();
    switch (entry.kind()) {
      case NUMBER, NATIVE_HISTOGRAM -> series.add(common.with(Labels.METRIC_NAME, name));
      case HISTOGRAM -> {
        for (String bound : entry.values()) {
          series.add(bucket(common, name, bound));
        }
        series.add(bucket(common, name, "+Inf"));
        addTotals(common, name, series);
      }
      case SUMMARY -> {
        for (String quantile : entry.values()) {
          series.add(common.with(Labels.METRIC_NAME, name).with("quantile", quantile));
        }
        addTotals(common, name, series);
      }
    }
    return series;
  }

  private static Labels bucket(Labels common, String name, String bound) {
    return common.with(Labels.METRIC_NAME, name + "_bucket").with("le", bound);
  }

  private static void addTotals(Labels common, String name, List<Labels> to) {
    to.add(common.with(Labels.METRIC_NAME, name + "_sum"));
    to.add(common.with(Labels.METRIC_NAME, name + "_count"));
  }
}
