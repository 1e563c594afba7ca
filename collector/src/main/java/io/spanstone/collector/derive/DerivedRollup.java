package io.spanstone.collector.derive;

import io.spanstone.collector.cell.Cell;
import io.spanstone.collector.cell.DurationScale;
import io.spanstone.otlp.ExponentialHistogramDataPointView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.MetricView;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.ScopeView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.otlp.Submessages;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Adds up the points of derived durations in coarser cells. Of spans, what calls (SERVER and
 * CONSUMER spans) are made of comes apart from the rest, and once more for whole services; each
 * sorted by service, so that who reads one service reads few blocks. Not thread-safe.
 */
public final class DerivedRollup {
  private static final Slice SCOPE = Slice.ofUtf8(MetricsWriter.SCOPE_NAME);
  private static final Slice SUCCEEDED = new Series.Key("", SpanView.KIND_SERVER, 0).attributes();
  private static final Slice FAILED =
      new Series.Key("", SpanView.KIND_SERVER, SpanView.STATUS_ERROR).attributes();

  private final long cellNanos;
  private final Map<Slice, ServiceVersion> services = new HashMap<>();
  private final Map<Slice, Slice> attributesOnce = new HashMap<>();

  /** How a call is known without its operation; empty if it is no call. */
  private final Map<Slice, Slice> withoutOperation = new HashMap<>();

  private final Map<ServiceVersion, Map<Key, Point>> calls = byService();
  private final Map<ServiceVersion, Map<Key, Point>> others = byService();
  private final Map<ServiceVersion, Map<Key, Point>> callsOfServices = byService();

  /** Edges and queues are of no service. */
  private final Map<DerivedMetric, Map<Key, Point>> edges = new EnumMap<>(DerivedMetric.class);

  private final MetricView metric = new MetricView();
  private final ScopeView scope = new ScopeView();
  private final ExponentialHistogramDataPointView view = new ExponentialHistogramDataPointView();
  private long weight;

  /**
   * @param cellNanos length of the cells, a multiple of 10 s
   */
  public DerivedRollup(long cellNanos) {
    this.cellNanos = cellNanos;
  }

  /**
   * What comes of it, as OTLP; a part without points is empty.
   *
   * @param calls all series of SERVER and CONSUMER spans
   * @param others all other series
   * @param services series of SERVER and CONSUMER spans by service, version and whether they failed
   * @param edges all series of edges, of queues and of calls by the operations that make them
   */
  public record Parts(Slice calls, Slice others, Slice services, Slice edges) {}

  private record Key(Slice attributes, Cell cell) {}

  /** Adds the points in a block of metrics; other metrics are left out. Keeps its bytes. */
  public void add(Slice metricsData) {
    for (RecordCursor metrics = new RecordCursor(metricsData); metrics.next(); ) {
      metric.read(metrics.record());
      if (metric.type() == MetricView.Type.EXPONENTIAL_HISTOGRAM
          && metric.aggregationTemporality() == MetricView.TEMPORALITY_DELTA
          && scope.read(metrics.scope()).name().equals(SCOPE)) {
        add(metric.name().utf8(), metrics.resource());
      }
    }
  }

  private void add(String name, Slice resource) {
    switch (name) {
      case "span.duration" -> {
        ServiceVersion service = service(resource);
        forEachPoint(point -> add(service, point));
      }
      case "edge.duration", "edge.queue.duration", "operation.call.duration" -> {
        Map<Key, Point> points =
            edges.computeIfAbsent(DerivedMetric.named(name), unused -> new LinkedHashMap<>());
        forEachPoint(point -> addEdge(points, point));
      }
      default -> {} // not rolled up
    }
  }

  private void forEachPoint(Consumer<Point> each) {
    for (Submessages points = metric.dataPoints(); points.next(); ) {
      if (view.read(points.message()).scale() == DurationScale.SCALE) {
        each.accept(Point.read(points.message(), view));
      }
    }
  }

  /** What it holds in memory, more or less, in bytes. */
  public long weight() {
    return weight;
  }

  /** What was added; call it once. */
  public Parts finish() {
    return new Parts(write(calls), write(others), write(callsOfServices), writeEdges());
  }

  private void addEdge(Map<Key, Point> points, Point point) {
    Cell cell = point.cell().within(cellNanos);
    if (cell.contains(point.cell())) {
      add(points, point.as(own(point.attributes()), cell));
    }
  }

  private void add(ServiceVersion service, Point point) {
    Cell cell = point.cell().within(cellNanos);
    if (!cell.contains(point.cell())) {
      return; // no collector made this
    }
    Slice attributes = own(point.attributes());
    Slice ofService = withoutOperation.computeIfAbsent(attributes, DerivedRollup::withoutOperation);
    if (ofService.isEmpty()) {
      add(others, service, point.as(attributes, cell));
    } else {
      add(calls, service, point.as(attributes, cell));
      add(callsOfServices, service, point.as(ofService, cell));
    }
  }

  private void add(Map<ServiceVersion, Map<Key, Point>> to, ServiceVersion service, Point point) {
    add(to.computeIfAbsent(service, unused -> new LinkedHashMap<>()), point);
  }

  private void add(Map<Key, Point> points, Point point) {
    Key key = new Key(point.attributes(), point.cell());
    Point sum = points.get(key);
    if (sum == null) {
      points.put(key, point);
      weight += point.weight();
    } else {
      weight -= sum.weight();
      sum.add(point);
      weight += sum.weight();
    }
  }

  private ServiceVersion service(Slice resource) {
    ServiceVersion known = services.get(resource);
    if (known == null) {
      known = ServiceVersion.ofResource(resource);
      services.put(Slice.of(resource.toByteArray()), known);
    }
    return known;
  }

  /** The same attributes in bytes of their own, each held once. */
  private Slice own(Slice attributes) {
    Slice known = attributesOnce.get(attributes);
    if (known == null) {
      known = Slice.of(attributes.toByteArray());
      attributesOnce.put(known, known);
    }
    return known;
  }

  private static Slice write(Map<ServiceVersion, Map<Key, Point>> services) {
    MetricsWriter writer = new MetricsWriter();
    services.forEach(
        (service, points) -> {
          writer.start(DerivedMetric.SPAN_DURATION);
          points.values().forEach(writer::add);
          writer.end(service.resource());
        });
    return writer.finish().request();
  }

  private Slice writeEdges() {
    MetricsWriter writer = new MetricsWriter();
    edges.forEach(
        (edgeMetric, points) -> {
          writer.start(edgeMetric);
          points.values().forEach(writer::add);
          writer.end(Slice.EMPTY);
        });
    return writer.finish().request();
  }

  private static Slice withoutOperation(Slice attributes) {
    if (!has(attributes, "span.kind", "SPAN_KIND_SERVER", "SPAN_KIND_CONSUMER")) {
      return Slice.EMPTY;
    }
    return has(attributes, "status.code", "STATUS_CODE_ERROR") ? FAILED : SUCCEEDED;
  }

  private static boolean has(Slice attributes, String key, String... values) {
    KeyValues each = new ExponentialHistogramDataPointView().read(attributes).attributes();
    return each.seek(Slice.ofUtf8(key)) && List.of(values).contains(each.value().text().utf8());
  }

  private static Map<ServiceVersion, Map<Key, Point>> byService() {
    return new TreeMap<>(
        Comparator.comparing(ServiceVersion::name)
            .thenComparing(ServiceVersion::namespace)
            .thenComparing(ServiceVersion::version));
  }
}
