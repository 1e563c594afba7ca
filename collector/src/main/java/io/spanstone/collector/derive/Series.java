package io.spanstone.collector.derive;

import io.spanstone.collector.cell.Cell;
import io.spanstone.collector.edge.Operation;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of one series in one segment, cell by cell. Not thread-safe. */
final class Series {
  /** The span name, or the service, of what is beyond the limits. */
  static final String OTHER = "other";

  private static final int ATTRIBUTES = 1;
  private static final int MAX_BYTES = 4096;
  private static final int MAX_EXEMPLARS_OF_FAILED = 2;

  private final boolean failed;
  private final boolean overflow;
  private final Operation operation;
  private final Slice attributes;
  private final Map<Long, CellTally> cells = new LinkedHashMap<>();
  private long latestCell = -1;
  private @Nullable CellTally latest;

  /**
   * @param number tells it apart from others of the segment; 1 or more
   * @param overflow whether it stands for series beyond the limit
   */
  Series(Key key, int number, boolean overflow) {
    this.failed = key.statusCode() == SpanView.STATUS_ERROR;
    this.overflow = overflow;
    this.operation = new Operation(number, key.spanName());
    this.attributes = key.attributes();
  }

  /**
   * What tells the series of a service apart.
   *
   * @param spanName the template of the name
   */
  record Key(String spanName, int kind, int statusCode) {
    Key other() {
      return new Key(OTHER, kind, statusCode);
    }

    Slice attributes() {
      WireWriter point = new WireWriter(MAX_BYTES);
      Attributes.write(point, ATTRIBUTES, "span.name", spanName);
      Attributes.write(point, ATTRIBUTES, "span.kind", kindName(kind));
      Attributes.write(point, ATTRIBUTES, "status.code", statusName(statusCode));
      return Slice.of(point.toByteArray());
    }
  }

  /** The calls that ended in that cell; null if there are none yet. */
  @Nullable CellTally cell(long index) {
    if (index == latestCell) {
      return latest;
    }
    CellTally found = cells.get(index);
    if (found != null) {
      latest = found;
      latestCell = index;
    }
    return found;
  }

  CellTally addCell(long index) {
    CellTally added = new CellTally(Cell.at(index), failed ? MAX_EXEMPLARS_OF_FAILED : 1);
    cells.put(index, added);
    latest = added;
    latestCell = index;
    return added;
  }

  Iterable<CellTally> cells() {
    return cells.values();
  }

  boolean isOverflow() {
    return overflow;
  }

  Slice attributes() {
    return attributes;
  }

  /** What its spans do. */
  Operation operation() {
    return operation;
  }

  /** {@code Span.SpanKind} by name; numbers that it does not know count as unspecified. */
  private static String kindName(int kind) {
    return switch (kind) {
      case SpanView.KIND_INTERNAL -> "SPAN_KIND_INTERNAL";
      case SpanView.KIND_SERVER -> "SPAN_KIND_SERVER";
      case SpanView.KIND_CLIENT -> "SPAN_KIND_CLIENT";
      case SpanView.KIND_PRODUCER -> "SPAN_KIND_PRODUCER";
      case SpanView.KIND_CONSUMER -> "SPAN_KIND_CONSUMER";
      default -> "SPAN_KIND_UNSPECIFIED";
    };
  }

  /** The number of a kind by its name; 0 if it is none. */
  static int kindNamed(String name) {
    for (int kind = SpanView.KIND_INTERNAL; kind <= SpanView.KIND_CONSUMER; kind++) {
      if (kindName(kind).equals(name)) {
        return kind;
      }
    }
    return 0;
  }

  /** The number of a status by its name; 0 if it is none. */
  static int statusNamed(String name) {
    return name.equals(statusName(SpanView.STATUS_ERROR))
        ? SpanView.STATUS_ERROR
        : name.equals(statusName(1)) ? 1 : 0;
  }

  static String statusName(int code) {
    return switch (code) {
      case 1 -> "STATUS_CODE_OK";
      case SpanView.STATUS_ERROR -> "STATUS_CODE_ERROR";
      default -> "STATUS_CODE_UNSET";
    };
  }
}
