package io.spanstone.query.json;

import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The spans of one trace in the order in which they are shown: by start time, and of spans that
 * start at the same time a parent before its children.
 */
final class TraceSpans {
  private static final int UNKNOWN = -1;
  private static final int BEING_FOUND = -2;

  /**
   * One span.
   *
   * @param message its {@code Span} message
   */
  record Entry(
      Slice message, SpanSource source, long startTimeUnixNano, Slice spanId, Slice parentSpanId) {}

  private TraceSpans() {}

  /** The spans of a {@code TracesData} message, sorted. */
  static List<Entry> sorted(Slice tracesData) {
    List<Entry> entries = entries(tracesData);
    int[] depths = depths(entries);
    Integer[] order = new Integer[entries.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.<Integer, Long>comparing(
                i -> entries.get(i).startTimeUnixNano(), Long::compareUnsigned)
            .thenComparing(i -> depths[i]));
    return Arrays.stream(order).map(entries::get).toList();
  }

  private static List<Entry> entries(Slice tracesData) {
    List<Entry> entries = new ArrayList<>();
    RecordCursor records = new RecordCursor(tracesData);
    SpanView span = new SpanView();
    SpanSource source = null;
    int sourceOrdinal = UNKNOWN;
    while (records.next()) {
      if (source == null || records.scopeOrdinal() != sourceOrdinal) {
        source = SpanSource.of(records);
        sourceOrdinal = records.scopeOrdinal();
      }
      Slice message = records.record();
      span.read(message);
      entries.add(
          new Entry(message, source, span.startTimeUnixNano(), span.spanId(), span.parentSpanId()));
    }
    return entries;
  }

  /** How many ancestors each span has in this trace; a circle of parents is cut somewhere. */
  private static int[] depths(List<Entry> entries) {
    Map<Slice, Integer> placeOfId = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      placeOfId.putIfAbsent(entries.get(i).spanId(), i);
    }
    int[] depths = new int[entries.size()];
    Arrays.fill(depths, UNKNOWN);
    int[] path = new int[entries.size()];
    for (int i = 0; i < depths.length; i++) {
      int length = 0;
      int at = i;
      while (at != UNKNOWN && depths[at] == UNKNOWN) {
        depths[at] = BEING_FOUND;
        path[length++] = at;
        at = placeOfId.getOrDefault(entries.get(at).parentSpanId(), UNKNOWN);
      }
      int depth = at == UNKNOWN || depths[at] == BEING_FOUND ? 0 : depths[at] + 1;
      while (length > 0) {
        depths[path[--length]] = depth++;
      }
    }
    return depths;
  }
}
