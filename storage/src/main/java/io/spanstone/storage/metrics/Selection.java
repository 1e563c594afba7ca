package io.spanstone.storage.metrics;

import io.spanstone.metric.Labels;
import io.spanstone.metric.SelectLimits;
import io.spanstone.metric.Series;
import io.spanstone.otlp.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reading of series. Not thread-safe. */
final class Selection {
  private final Matchers matchers;
  private final TimeRange range;
  private final SelectLimits limits;
  private final Streams streams;
  private final PointDecoder decoder = new PointDecoder();
  private final Map<Labels, SeriesParts> found = new HashMap<>();
  private long weight;

  Selection(Matchers matchers, TimeRange range, SelectLimits limits) {
    this.matchers = matchers;
    this.range = range;
    this.limits = limits;
    this.streams = new Streams(matchers);
  }

  /** Reads the points of the blocks that the filter lets through. */
  void read(MetricBlocks blocks, BlockFilter filter) throws IOException {
    read(blocks, filter, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Reads the points in cells that lie in a stretch of time. */
  void read(MetricBlocks blocks, CoarseCells.Part part) throws IOException {
    List<BlockFilter> filters = new ArrayList<>(matchers.pointFilters());
    filters.add(part.blocks());
    read(blocks, BlockFilter.all(filters), part.startUnixNano(), part.endUnixNano());
  }

  private void read(MetricBlocks blocks, BlockFilter filter, long startUnixNano, long endUnixNano)
      throws IOException {
    blocks.payloads(
        filter,
        (payload, newestUnixNano) -> {
          limits.checkTime();
          streams.read(
              payload,
              (stream, kind, point) -> take(stream, kind, point, startUnixNano, endUnixNano));
          return true;
        });
  }

  /** Adds a sample from elsewhere, if its series is wanted. */
  void add(Labels labels, long timeUnixNano, double value) {
    SeriesParts series = series(labels);
    if (series != null && range.contains(timeUnixNano)) {
      limits.checkSamples(++weight);
      series.samples(false).add(timeUnixNano, value);
    }
  }

  /** All that was read. Call it once. */
  List<Series> series() {
    streams.wanted().forEach(stream -> stream.finish(this::series));
    List<Series> all = new ArrayList<>();
    found.forEach(
        (labels, parts) -> {
          Series series = parts.series(labels);
          if (series.size() > 0) {
            all.add(series);
          }
        });
    return all;
  }

  private void take(
      Stream stream, Streams.Kind kind, Slice message, long startUnixNano, long endUnixNano) {
    StreamPoint point = decoder.decode(kind.type(), message);
    if (point != null
        && range.contains(point.timeUnixNano())
        && point.startTimeUnixNano() >= startUnixNano
        && point.timeUnixNano() <= endUnixNano) {
      weight += point.weight();
      limits.checkSamples(weight);
      stream.add(point);
    }
  }

  private @Nullable SeriesParts series(Labels labels) {
    SeriesParts known = found.get(labels);
    if (known == null && matchers.match(labels)) {
      limits.checkSeries(found.size() + 1);
      known = new SeriesParts();
      found.put(labels, known);
    }
    return known;
  }
}
