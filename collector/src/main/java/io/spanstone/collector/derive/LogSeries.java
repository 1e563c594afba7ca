package io.spanstone.collector.derive;

import io.spanstone.otlp.LogRecordView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;
import io.spanstone.pattern.PatternId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The records of one service, severity and pattern in one segment, cell by cell. */
final class LogSeries {
  private static final int MAX_BYTES = 4096;
  private static final int MAX_EXAMPLE_BYTES = 1024;
  private static final int MAX_EXEMPLAR_BYTES = 4096;

  private static final int EXEMPLAR_TIME = 2;
  private static final int EXEMPLAR_SPAN_ID = 4;
  private static final int EXEMPLAR_TRACE_ID = 5;
  private static final int EXEMPLAR_AS_INT = 6;
  private static final int EXEMPLAR_ATTRIBUTES = 7;

  private final Slice attributes;
  private final boolean overflow;
  private final Map<Long, LogCount> cells = new LinkedHashMap<>();

  /** Set until a point has an example, if one is wanted. */
  private boolean wantsExample;

  private LogSeries(Slice attributes, boolean overflow, boolean wantsExample) {
    this.attributes = attributes;
    this.overflow = overflow;
    this.wantsExample = wantsExample;
  }

  /**
   * What tells the series of a service apart.
   *
   * @param severity the name of a level
   * @param pattern its id; {@link PatternId#NONE} if the records have none
   */
  record Key(String severity, long pattern) {}

  /** A series of records with that pattern. */
  static LogSeries of(Key key, Slice template, boolean wantsExample) {
    Slice attributes = attributes(key.severity(), PatternId.text(key.pattern()), template.utf8());
    return new LogSeries(attributes, false, wantsExample);
  }

  /** The series of the patterns beyond the limit. */
  static LogSeries other(String severity) {
    return new LogSeries(attributes(severity, Series.OTHER, ""), true, false);
  }

  boolean isOverflow() {
    return overflow;
  }

  boolean hasCell(long index) {
    return cells.containsKey(index);
  }

  /** Counts a record in the cell with that index. */
  void add(long index, LogRecordView record, long timeUnixNano) {
    LogCount count = cells.get(index);
    if (count == null) {
      Slice example = wantsExample ? example(record, timeUnixNano) : Slice.EMPTY;
      wantsExample = false;
      count = new LogCount(attributes, Cell.at(index), 0, example);
      cells.put(index, count);
    }
    count.increment();
  }

  Iterable<LogCount> counts() {
    return cells.values();
  }

  private static Slice attributes(String severity, String pattern, String template) {
    WireWriter out = new WireWriter(MAX_BYTES);
    Attributes.write(out, LogCount.ATTRIBUTES, "log.severity", severity);
    Attributes.write(out, LogCount.ATTRIBUTES, "log.pattern.id", pattern);
    Attributes.write(out, LogCount.ATTRIBUTES, "log.pattern.template", template);
    return Slice.of(out.toByteArray());
  }

  private static Slice example(LogRecordView record, long timeUnixNano) {
    WireWriter out = new WireWriter(MAX_EXEMPLAR_BYTES);
    Slice body = record.body().text();
    int end = Math.min(body.to(), body.from() + MAX_EXAMPLE_BYTES);
    while (end > body.from() && end < body.to() && (body.array()[end] & 0xC0) == 0x80) {
      end--;
    }
    String text = new Slice(body.array(), body.from(), end).utf8();
    Attributes.write(out, EXEMPLAR_ATTRIBUTES, "log.body", text);
    out.fixed64(EXEMPLAR_TIME, timeUnixNano);
    out.fixed64(EXEMPLAR_AS_INT, 1);
    out.bytes(EXEMPLAR_SPAN_ID, record.spanId());
    out.bytes(EXEMPLAR_TRACE_ID, record.traceId());
    return Slice.of(out.toByteArray());
  }
}
