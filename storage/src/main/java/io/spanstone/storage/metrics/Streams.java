package io.spanstone.storage.metrics;

import io.spanstone.block.prometheus.SourceLabels;
import io.spanstone.metric.Labels;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.Submessages;
import io.spanstone.otlp.WireReader;
import io.spanstone.otlp.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sorts the points of blocks into streams. Labels are made, and matchers asked, once a stream: it
 * is known by its bytes. Not thread-safe.
 */
final class Streams {
  /** Sees every point that may belong to a wanted series. */
  interface Visitor {
    void point(Stream stream, Kind kind, Slice point) throws IOException;
  }

  /**
   * What all points of a Metric message have in common.
   *
   * @param additive whether points of the same moment add up, rather than being copies
   * @param counts whether a point counts from its start on, which is later after a restart
   */
  record Kind(String name, MetricView.Type type, boolean delta, boolean additive, boolean counts) {}

  private record Source(Slice resource, Slice scope) {}

  private record MetricKey(SourceLabels source, Slice name, Slice unit, Kind kind) {}

  private final Matchers matchers;
  private final Map<Source, SourceLabels> sources = new HashMap<>();
  private final Map<MetricKey, Map<Slice, Optional<Stream>>> streams = new HashMap<>();
  private final List<Stream> wanted = new ArrayList<>();
  private final RecordCursor cursor = new RecordCursor(Slice.EMPTY);
  private final MetricView metric = new MetricView();
  private final PointDecoder decoder = new PointDecoder();
  private final WireReader fields = new WireReader();
  private final WireWriter attributes = new WireWriter(Integer.MAX_VALUE);

  Streams(Matchers matchers) {
    this.matchers = matchers;
  }

  /** The streams that were seen. */
  List<Stream> wanted() {
    return wanted;
  }

  /** Visits the points in a block. */
  void read(Slice metricsData, Visitor visitor) throws IOException {
    cursor.reset(metricsData);
    int scope = -1;
    SourceLabels source = SourceLabels.of(Slice.EMPTY, Slice.EMPTY);
    while (cursor.next()) {
      metric.read(cursor.record());
      if (cursor.scopeOrdinal() != scope) {
        scope = cursor.scopeOrdinal();
        source = source();
      }
      readPoints(source, visitor);
    }
  }

  private SourceLabels source() {
    SourceLabels known = sources.get(new Source(cursor.resource(), cursor.scope()));
    if (known == null) {
      known = SourceLabels.of(cursor.resource(), cursor.scope());
      sources.put(new Source(copy(cursor.resource()), copy(cursor.scope())), known);
    }
    return known;
  }

  private void readPoints(SourceLabels source, Visitor visitor) throws IOException {
    String name = source.metricName(metric);
    if (!matchers.mayMatchName(name)) {
      return;
    }
    int temporality = metric.aggregationTemporality();
    boolean delta = temporality == MetricView.TEMPORALITY_DELTA;
    boolean counts =
        temporality == MetricView.TEMPORALITY_CUMULATIVE
            && (metric.type() != MetricView.Type.SUM || metric.isMonotonic());
    Kind kind = new Kind(name, metric.type(), delta, source.isDerived(), counts);
    MetricKey key = new MetricKey(source, copy(metric.name()), copy(metric.unit()), kind);
    Map<Slice, Optional<Stream>> known = streams.computeIfAbsent(key, k -> new HashMap<>());
    for (Submessages points = metric.dataPoints(); points.next(); ) {
      Slice point = points.message();
      Slice identity = attributes(point);
      Optional<Stream> stream = known.get(identity);
      if (stream == null) {
        stream = stream(source, kind, point);
        known.put(copy(identity), stream);
      }
      if (stream.isPresent()) {
        visitor.point(stream.get(), kind, point);
      }
    }
  }

  private Optional<Stream> stream(SourceLabels source, Kind kind, Slice point) {
    Labels labels = Labels.of(source.labels(decoder.attributes(kind.type(), point)));
    if (!matchers.mayMatch(labels)) {
      return Optional.empty();
    }
    Stream stream = new Stream(kind, labels);
    wanted.add(stream);
    return Optional.of(stream);
  }

  /** The attributes' bytes; valid until the next call. */
  private Slice attributes(Slice point) {
    int tag =
        switch (metric.type()) {
          case HISTOGRAM -> 9 << 3 | WireReader.LEN;
          case EXPONENTIAL_HISTOGRAM -> 1 << 3 | WireReader.LEN;
          default -> 7 << 3 | WireReader.LEN;
        };
    attributes.reset();
    fields.reset(point.array(), point.from(), point.to());
    while (fields.next()) {
      if (fields.tag() == tag) {
        attributes.bytes(1, point.array(), fields.from(), fields.to());
      }
    }
    return attributes.written();
  }

  private static Slice copy(Slice slice) {
    return slice.isEmpty() ? Slice.EMPTY : Slice.of(slice.toByteArray());
  }
}
