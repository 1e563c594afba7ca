package io.spanstone.block;

import io.spanstone.block.Sources.ScopeSource;
import io.spanstone.block.prometheus.MetadataEntry;
import io.spanstone.block.prometheus.PointLabels;
import io.spanstone.block.prometheus.SeriesEntry;
import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.hash.XxHash64;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the points of one block are called in Prometheus, and those of their series that no earlier
 * block lists for the same hour. Not thread-safe; {@link #clear} makes it ready for the segment's
 * next block.
 */
final class MetricDirectory {
  /** Longer entries, whose labels are rather documents, are not listed. */
  private static final int MAX_ENTRY_LENGTH = 8 << 10;

  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  private record Source(ScopeSource scope, MetricHeader metric) {}

  /** A metric of one scope of one resource. */
  private record Known(
      SourceLabels labels,
      String target,
      String name,
      String metadata,
      String temporality,
      long hash) {}

  private final SeriesListing.Draft listing;
  private final Map<Source, Known> sources = new HashMap<>();
  private final TreeSet<String> names = new TreeSet<>();
  private final TreeSet<String> temporalities = new TreeSet<>();
  private final TreeSet<String> targets = new TreeSet<>();
  private final TreeSet<String> series = new TreeSet<>();
  private final TreeSet<String> metadata = new TreeSet<>();
  private final MetricView view = new MetricView();

  /** By the number of what was hashed; 0 if it was not yet. */
  private long[] hashes = new long[256];

  private @Nullable Source source;
  private @Nullable Known known;
  private long identity;

  MetricDirectory(SeriesListing.Draft listing) {
    this.listing = listing;
  }

  void clear() {
    names.clear();
    temporalities.clear();
    targets.clear();
    series.clear();
    metadata.clear();
    source = null;
    Arrays.fill(hashes, 0);
  }

  /** The current point's identity includes these bytes, which have that number in the block. */
  void identify(int number, byte[] array, int from, int to) {
    if (number >= hashes.length) {
      hashes = Arrays.copyOf(hashes, number * 2);
    }
    if (hashes[number] == 0) {
      hashes[number] = XxHash64.hash(array, from, to);
    }
    identify(hashes[number]);
  }

  /** The current point's identity includes these bytes. */
  void identify(byte[] array, int from, int to) {
    identify(XxHash64.hash(array, from, to));
  }

  void identify(long bits) {
    identity = mixed(identity, bits);
  }

  /** Ends the current point. */
  void end(PackedRecord record, MetricHeader metric) {
    Known current = known(record.scope(), metric);
    long hour = record.timeUnixNano() / HOUR_NANOS;
    if (listing.add(mixed(mixed(current.hash, identity), hour))) {
      list(current, metric, record.message(), hour);
    }
    identity = 0;
  }

  void writeTo(BlockJson json) throws IOException {
    json.strings(BlockFields.METRIC_NAME, names);
    json.strings(BlockFields.TEMPORALITY, temporalities);
    json.strings(BlockFields.TARGET, targets);
    json.strings(BlockFields.SERIES, series);
    json.strings(BlockFields.METADATA, metadata);
  }

  /** The metric is in the block from here on. Equal headers are one object. */
  @SuppressWarnings("ReferenceEquality")
  private Known known(ScopeSource scope, MetricHeader metric) {
    if (known != null && source != null && source.scope == scope && source.metric == metric) {
      return known;
    }
    source = new Source(scope, metric);
    known = sources.computeIfAbsent(source, this::learn);
    names.add(BlockTerms.name(known.name));
    temporalities.add(known.temporality);
    if (!known.target.isEmpty()) {
      names.add(SourceLabels.TARGET_INFO);
      targets.add(BlockTerms.hash(known.target));
    }
    return known;
  }

  private Known learn(Source unknown) {
    ScopeSource scope = unknown.scope;
    view.read(header(unknown.metric));
    SourceLabels labels = SourceLabels.of(scope.resource.message, scope.message);
    String name = labels.metricName(view);
    String target =
        labels.targetInfo().isEmpty() ? "" : SeriesEntry.ofTarget(labels.targetInfo()).text();
    long hash = hash(scope.resource.message);
    hash = mixed(hash, hash(scope.message));
    hash = mixed(hash, hash(unknown.metric.fields()));
    hash = mixed(hash, hash(unknown.metric.dataFields()));
    hash = mixed(hash, unknown.metric.dataTag());
    String metadataEntry = MetadataEntry.of(name, view).text();
    return new Known(labels, target, name, metadataEntry, temporality(view), hash);
  }

  private void list(Known current, MetricHeader metric, Slice point, long hour) {
    view.read(header(metric));
    addEntry(new PointLabels(current.labels).entry(current.name, view, point));
    metadata.add(current.metadata);
    if (!current.target.isEmpty()
        && listing.add(mixed(hash(Slice.ofUtf8(current.target)), hour))
        && current.target.length() <= MAX_ENTRY_LENGTH) {
      series.add(current.target);
    }
  }

  private void addEntry(SeriesEntry entry) {
    String text = entry.text();
    if (text.length() <= MAX_ENTRY_LENGTH) {
      series.add(text);
    }
  }

  private static String temporality(MetricView metric) {
    return switch (metric.aggregationTemporality()) {
      case MetricView.TEMPORALITY_DELTA -> BlockTerms.DELTA;
      case MetricView.TEMPORALITY_CUMULATIVE -> BlockTerms.CUMULATIVE;
      default -> BlockTerms.NO_TEMPORALITY;
    };
  }

  private static Slice header(MetricHeader metric) {
    WireWriter writer = new WireWriter(Integer.MAX_VALUE);
    writer.fields(metric.fields());
    int data = writer.begin(metric.dataTag() >>> 3);
    writer.fields(metric.dataFields());
    writer.end(data);
    return writer.written();
  }

  private static long hash(Slice bytes) {
    return XxHash64.hash(bytes.array(), bytes.from(), bytes.to());
  }

  /** Depends on the order of the two. */
  private static long mixed(long hash, long more) {
    long product = (hash ^ more) * 0x9E3779B97F4A7C15L + more;
    return product ^ (product >>> 29);
  }
}
