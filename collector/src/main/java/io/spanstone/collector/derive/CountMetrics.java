package io.spanstone.collector.derive;

import io.spanstone.collector.cell.AgentCounts;
import io.spanstone.collector.cell.Cell;
import io.spanstone.collector.edge.CallReader;
import io.spanstone.collector.edge.Edge;
import io.spanstone.collector.edge.Operation;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.otlp.Submessages;
import io.spanstone.otlp.WireReader;
import io.spanstone.otlp.WireWriter;
import io.spanstone.pattern.SpanNameTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics of the spans that agents counted instead of exporting them, and of the calls that
 * services make in their operations, in one segment of metrics. A point stands for spans that are
 * alike in all that is derived from; one span like them is made of it and goes the way that spans
 * go. Not thread-safe; one a segment.
 */
final class CountMetrics {
  private static final int POINT_ATTRIBUTES = 1 << 3 | WireReader.LEN;
  private static final int SPAN_NAME = 5;
  private static final int SPAN_KIND = 6;
  private static final int SPAN_ATTRIBUTES = 9;
  private static final int SPAN_STATUS = 15;
  private static final int STATUS_CODE = 3;
  private static final Slice NAME = Slice.ofUtf8("span.name");
  private static final Slice KIND = Slice.ofUtf8("span.kind");
  private static final Slice STATUS = Slice.ofUtf8("status.code");

  private final SeriesCap cap;
  private final EdgeCap edgeCap;
  private final Instant arrivedAt;
  private final Map<Slice, Integer> serviceNumbers = new LinkedHashMap<>();
  private final List<ServiceVersion> services = new ArrayList<>();
  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<ServiceVersion, Points> spans = new LinkedHashMap<>();
  private final Map<DerivedMetric, Points> edges = new EnumMap<>(DerivedMetric.class);
  private final CallReader calls = CallReader.ofSingleSpans(this::addEdge);
  private final ExponentialHistogramDataPointView view = new ExponentialHistogramDataPointView();
  private final SpanView span = new SpanView();
  private final WireWriter alike = new WireWriter(Integer.MAX_VALUE);

  /** The point that is being read, and the metric that its edge counts in. */
  private Slice point = Slice.EMPTY;

  private DerivedMetric metric = DerivedMetric.EDGE_DURATION;
  private int read;

  CountMetrics(SeriesCap cap, EdgeCap edgeCap, Instant arrivedAt) {
    this.cap = cap;
    this.edgeCap = edgeCap;
    this.arrivedAt = arrivedAt;
  }

  /** Points of the same series and cell are one. */
  private static final class Points {
    private final Map<Key, Point> points = new LinkedHashMap<>();

    private record Key(Slice attributes, Cell cell) {}

    void add(Point point) {
      Point sum = points.putIfAbsent(new Key(point.attributes(), point.cell()), point);
      if (sum != null) {
        sum.add(point);
      }
    }
  }

  /** Adds what agents counted in a request that {@link AgentCounts} finds no problem with. */
  void add(Slice request) {
    for (AgentCounts.Reader reader = new AgentCounts.Reader(request); reader.next(); ) {
      int service = serviceNumbers.computeIfAbsent(reader.resource(), this::number);
      metric = edgeMetric(reader.metric().name());
      for (Submessages points = reader.metric().dataPoints(); points.next(); ) {
        point = points.message();
        add(service);
      }
    }
  }

  /** How many points were read. */
  int read() {
    return read;
  }

  /** Writes the points of all that was added; call it once. */
  void writeTo(MetricsWriter writer) {
    spans.forEach(
        (service, points) ->
            write(points, DerivedMetric.SPAN_DURATION, service.resource(), writer));
    edges.forEach((each, points) -> write(points, each, Slice.EMPTY, writer));
  }

  private static DerivedMetric edgeMetric(Slice name) {
    return name.equals(AgentCounts.QUEUE_DURATION)
        ? DerivedMetric.EDGE_QUEUE_DURATION
        : name.equals(AgentCounts.CALL_DURATION)
            ? DerivedMetric.OPERATION_CALL_DURATION
            : DerivedMetric.EDGE_DURATION;
  }

  private void add(int service) {
    read++;
    readSpan();
    ServiceVersion of = services.get(service);
    switch (metric) {
      case EDGE_QUEUE_DURATION -> {
        if (span.kind() == SpanView.KIND_CONSUMER) {
          calls.add(service, of.qualifiedName(), operation(admitted(of).key().spanName()), span);
        }
      }
      case OPERATION_CALL_DURATION -> {
        if (span.kind() == SpanView.KIND_CLIENT || span.kind() == SpanView.KIND_PRODUCER) {
          // The span is called by the operation in which it is made.
          String operation = SpanNameTemplate.of(span.name());
          calls.add(service, of.qualifiedName(), operation(operation), span);
        }
      }
      default -> {
        Admitted admitted = admitted(of);
        spans
            .computeIfAbsent(admitted.service(), unused -> new Points())
            .add(as(admitted.key().attributes()));
        calls.add(service, of.qualifiedName(), operation(admitted.key().spanName()), span);
      }
    }
  }

  private record Admitted(ServiceVersion service, Series.Key key) {}

  private Admitted admitted(ServiceVersion service) {
    Series.Key key =
        new Series.Key(SpanNameTemplate.of(span.name()), span.kind(), span.statusCode());
    return switch (cap.admit(service.serviceKey(), SpanMetrics.hash(service, key), arrivedAt)) {
      case ADMITTED -> new Admitted(service, key);
      case OTHER_SERIES -> new Admitted(service.anyVersion(), key.other());
      case OTHER_SERVICE -> new Admitted(ServiceVersion.OTHER, key.other());
    };
  }

  private Operation operation(String name) {
    return operations.computeIfAbsent(name, key -> new Operation(operations.size() + 1, key));
  }

  private void addEdge(Edge edge) {
    Slice attributes =
        switch (metric) {
          case EDGE_QUEUE_DURATION -> attributes(EdgeMetrics.withoutStatus(edge));
          case OPERATION_CALL_DURATION -> ofCaller(edge, SpanNameTemplate.of(span.name()));
          default -> attributes(edge);
        };
    edges.computeIfAbsent(metric, unused -> new Points()).add(as(attributes));
  }

  private Slice attributes(Edge edge) {
    return EdgeSeries.attributes(edgeCap.admit(edge, arrivedAt).edge(), metric);
  }

  private Slice ofCaller(Edge edge, String operation) {
    Edge admitted = edgeCap.admit(edge, arrivedAt).edge();
    return EdgeSeries.attributesOfCaller(
        admitted, edgeCap.admitCaller(admitted, operation, arrivedAt));
  }

  /** The point's calls in another series. */
  private Point as(Slice attributes) {
    Point calls = Point.read(point, view);
    return calls.as(attributes, calls.cell());
  }

  /** Makes {@link #span} one like those that the point counts. */
  private void readSpan() {
    alike.reset();
    Slice name = Slice.EMPTY;
    int kind = 0;
    int status = 0;
    KeyValues attributes = view.read(point).attributes();
    WireReader fields = new WireReader(point);
    while (fields.next()) {
      if (fields.tag() != POINT_ATTRIBUTES || !attributes.next()) {
        continue;
      }
      if (attributes.key().equals(NAME)) {
        name = attributes.value().text();
      } else if (attributes.key().equals(KIND)) {
        kind = Series.kindNamed(attributes.value().text().utf8());
      } else if (attributes.key().equals(STATUS)) {
        status = Series.statusNamed(attributes.value().text().utf8());
      } else {
        alike.bytes(SPAN_ATTRIBUTES, fields.slice());
      }
    }
    alike.bytes(SPAN_NAME, name);
    alike.varint(SPAN_KIND, kind);
    int open = alike.begin(SPAN_STATUS);
    alike.varint(STATUS_CODE, status);
    alike.end(open);
    span.read(Slice.of(alike.toByteArray()));
  }

  private int number(Slice resource) {
    services.add(ServiceVersion.ofResource(resource));
    return services.size() - 1;
  }

  private static void write(
      Points points, DerivedMetric metric, Slice resource, MetricsWriter writer) {
    if (points.points.isEmpty()) {
      return;
    }
    writer.start(metric);
    points.points.values().forEach(writer::add);
    writer.end(resource);
  }
}
