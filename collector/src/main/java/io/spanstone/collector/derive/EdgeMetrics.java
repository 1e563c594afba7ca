package io.spanstone.collector.derive;

import io.spanstone.collector.cell.Cell;
import io.spanstone.collector.edge.CallReader;
import io.spanstone.collector.edge.CallSink;
import io.spanstone.collector.edge.Edge;
import io.spanstone.collector.edge.SettledCall;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics of the calls that one segment tells of, edge by edge. Not thread-safe. */
final class EdgeMetrics implements CallReader.Sink, CallSink {
  private final DeriveLimits limits;
  private final EdgeCap cap;
  private final Instant arrivedAt;
  private final Tally calls = new Tally();
  private final Tally queues = new Tally();

  private int points;
  private int refusedBySize;
  private int overflowed;
  private int overflowedOperations;

  EdgeMetrics(DeriveLimits limits, EdgeCap cap, Instant arrivedAt) {
    this.limits = limits;
    this.cap = cap;
    this.arrivedAt = arrivedAt;
  }

  @Override
  public void call(Edge edge, SpanView span) {
    add(calls.series(edge), span.durationNanos(), span);
  }

  @Override
  public void queued(Edge edge, long queuedNanos, SpanView span) {
    add(queues.series(withoutStatus(edge)), queuedNanos, span);
  }

  @Override
  public void call(Edge edge, SettledCall call) {
    add(calls.series(edge), call);
  }

  @Override
  public void queued(Edge edge, SettledCall call) {
    add(queues.series(edge), call);
  }

  /** Writes the points of all calls that were added; call it once. */
  void writeTo(MetricsWriter writer) {
    int from = writer.size();
    write(calls, DerivedMetric.EDGE_DURATION, from, writer);
    write(queues, DerivedMetric.EDGE_QUEUE_DURATION, from, writer);
  }

  /** Calls beyond the limits of a segment. */
  int refusedBySize() {
    return refusedBySize;
  }

  /** Calls that are counted as {@code other}; known once written. */
  int overflowed() {
    return overflowed;
  }

  /** Calls that are counted in the operation {@code other} of an edge; known once written. */
  int overflowedOperations() {
    return overflowedOperations;
  }

  /** The series of one metric. Mostly the same edge is sought as the last time. */
  private final class Tally {
    private final Map<Edge, EdgeSeries> byEdge = new HashMap<>();
    private final Map<Edge, EdgeSeries> series = new LinkedHashMap<>();
    private @Nullable Edge lastEdge;
    private @Nullable EdgeSeries last;

    EdgeSeries series(Edge edge) {
      EdgeSeries found = last;
      if (found == null || !edge.equals(lastEdge)) {
        found = byEdge.computeIfAbsent(edge, this::admitted);
        last = found;
        lastEdge = edge;
      }
      return found;
    }

    private EdgeSeries admitted(Edge edge) {
      EdgeCap.Admitted admitted = cap.admit(edge, arrivedAt);
      return series.computeIfAbsent(
          admitted.edge(), key -> new EdgeSeries(key, admitted.overflow()));
    }
  }

  private void add(EdgeSeries series, long nanos, SpanView span) {
    CellTally cell = cell(series, span.endTimeUnixNano());
    if (cell != null && cell.count(nanos)) {
      cell.addExemplar(nanos, span.endTimeUnixNano(), span.traceId(), span.spanId());
    }
  }

  private void add(EdgeSeries series, SettledCall call) {
    CellTally cell = cell(series, call.endUnixNano());
    if (cell != null && cell.count(call.durationNanos())) {
      cell.addExemplar(call.durationNanos(), call.endUnixNano(), call.traceId(), call.spanId());
    }
  }

  /** Null, and the call is refused, if the segment makes too many points already. */
  private @Nullable CellTally cell(EdgeSeries series, long endUnixNano) {
    long index = Cell.indexAt(endUnixNano);
    CellTally cell = series.cell(index);
    if (cell != null) {
      return cell;
    }
    if (points >= limits.maxPoints()) {
      refusedBySize++;
      return null;
    }
    points++;
    return series.addCell(index);
  }

  private void write(Tally tally, DerivedMetric metric, int from, MetricsWriter writer) {
    if (tally.series.isEmpty()) {
      return;
    }
    writer.start(metric);
    for (EdgeSeries each : tally.series.values()) {
      Slice attributes = each.attributes(metric);
      for (CellTally cell : each.cells()) {
        if (writer.size() - from > limits.maxBytes()) {
          refusedBySize += cell.count();
        } else {
          writer.add(cell.toPoint(attributes));
          overflowed += each.overflow() == EdgeCap.Overflow.EDGES ? cell.count() : 0;
          overflowedOperations += each.overflow() == EdgeCap.Overflow.OPERATIONS ? cell.count() : 0;
        }
      }
    }
    writer.end(Slice.EMPTY);
  }

  static Edge withoutStatus(Edge edge) {
    return edge.statusCode() == 0
        ? edge
        : new Edge(edge.client(), edge.server(), edge.connectionType(), 0, edge.serverOperation());
  }
}
