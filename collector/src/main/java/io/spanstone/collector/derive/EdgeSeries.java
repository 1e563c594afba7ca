package io.spanstone.collector.derive;

import io.spanstone.collector.cell.Cell;
import io.spanstone.collector.edge.Edge;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of one edge in one segment, cell by cell. Not thread-safe. */
final class EdgeSeries {
  private static final int ATTRIBUTES = 1;
  private static final int MAX_BYTES = 8192;

  private final Edge edge;
  private final EdgeCap.Overflow overflow;
  private final Map<Long, CellTally> cells = new LinkedHashMap<>();
  private long latestCell = -1;
  private @Nullable CellTally latest;

  /**
   * @param overflow beyond which limit those are that it stands for
   */
  EdgeSeries(Edge edge, EdgeCap.Overflow overflow) {
    this.edge = edge;
    this.overflow = overflow;
  }

  /** The calls that ended in that cell; null if there are none yet. */
  @Nullable CellTally cell(long index) {
    if (index != latestCell) {
      latest = cells.get(index);
      latestCell = index;
    }
    return latest;
  }

  CellTally addCell(long index) {
    CellTally added = new CellTally(Cell.at(index), 1);
    cells.put(index, added);
    latest = added;
    latestCell = index;
    return added;
  }

  Iterable<CellTally> cells() {
    return cells.values();
  }

  EdgeCap.Overflow overflow() {
    return overflow;
  }

  /** The attributes of the series' points. */
  Slice attributes(DerivedMetric metric) {
    return attributes(edge, metric);
  }

  /** The attributes of the points of calls that are made in an operation of the client. */
  static Slice attributesOfCaller(Edge edge, String operation) {
    WireWriter point = new WireWriter(MAX_BYTES);
    Attributes.write(point, ATTRIBUTES, "client", edge.client());
    Attributes.write(point, ATTRIBUTES, "client_operation", operation);
    Attributes.write(point, ATTRIBUTES, "server", edge.server());
    Attributes.write(point, ATTRIBUTES, "connection_type", edge.connectionType());
    Attributes.write(point, ATTRIBUTES, "status_code", Series.statusName(edge.statusCode()));
    return Slice.of(point.toByteArray());
  }

  static Slice attributes(Edge edge, DerivedMetric metric) {
    WireWriter point = new WireWriter(MAX_BYTES);
    Attributes.write(point, ATTRIBUTES, "client", edge.client());
    Attributes.write(point, ATTRIBUTES, "server", edge.server());
    Attributes.write(point, ATTRIBUTES, "server_operation", edge.serverOperation());
    Attributes.write(point, ATTRIBUTES, "connection_type", edge.connectionType());
    if (metric == DerivedMetric.EDGE_DURATION) {
      Attributes.write(point, ATTRIBUTES, "status_code", Series.statusName(edge.statusCode()));
    }
    return Slice.of(point.toByteArray());
  }
}
