package io.spanstone.collector.derive;

import io.spanstone.collector.cell.Cell;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;
import io.spanstone.pattern.ExceptionGroup;
import io.spanstone.pattern.PatternId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of one service, severity and pattern, or group of exceptions, in one segment, cell by
 * cell.
 */
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

  /** The attribute that an example has what it shows in. */
  private final String exampleKey;

  private final boolean overflow;
  private final Map<Long, LogCount> cells = new LinkedHashMap<>();

  /** That of the cell with {@code lastIndex}: mostly the next record is of that cell, too. */
  private @Nullable LogCount last;

  private long lastIndex;

  /** Set until a point has an example, if one is wanted. */
  private boolean wantsExample;

  private LogSeries(Slice attributes, String exampleKey, boolean overflow, boolean wantsExample) {
    this.attributes = attributes;
    this.exampleKey = exampleKey;
    this.overflow = overflow;
    this.wantsExample = wantsExample;
  }

  /** Records with a pattern. */
  static LogSeries ofPattern(String severity, String id, String template, boolean wantsExample) {
    return new LogSeries(pattern(severity, id, template), "log.body", false, wantsExample);
  }

  /** Records with a pattern beyond the limit. */
  static LogSeries otherPattern(String severity) {
    return new LogSeries(pattern(severity, Series.OTHER, ""), "log.body", true, false);
  }

  /** Records, or spans, with an exception of a group; those of spans have no severity. */
  static LogSeries ofException(String severity, ExceptionGroup group, boolean wantsExample) {
    Slice attributes =
        exception(
            severity,
            PatternId.text(group.id()),
            group.type(),
            group.rootType().equals(group.type()) ? "" : group.rootType(),
            group.location());
    return new LogSeries(attributes, "exception.message", false, wantsExample);
  }

  /** Records with an exception of a group beyond the limit. */
  static LogSeries otherException(String severity) {
    Slice attributes = exception(severity, Series.OTHER, "", "", "");
    return new LogSeries(attributes, "exception.message", true, false);
  }

  boolean isOverflow() {
    return overflow;
  }

  /** The count of the cell with that index; null if it has none yet. */
  @Nullable LogCount count(long index) {
    if (last == null || index != lastIndex) {
      last = cells.get(index);
      lastIndex = index;
    }
    return last;
  }

  /** Begins to count in a cell, with the first of its records. */
  LogCount addCell(long index, long timeUnixNano, LogTally.Kind kind) {
    Slice example = wantsExample ? example(kind, timeUnixNano) : Slice.EMPTY;
    wantsExample = false;
    LogCount added = new LogCount(attributes, Cell.at(index), 0, example);
    cells.put(index, added);
    last = added;
    lastIndex = index;
    return added;
  }

  Iterable<LogCount> counts() {
    return cells.values();
  }

  private static Slice pattern(String severity, String id, String template) {
    WireWriter out = new WireWriter(MAX_BYTES);
    Attributes.write(out, LogCount.ATTRIBUTES, "log.severity", severity);
    Attributes.write(out, LogCount.ATTRIBUTES, "log.pattern.id", id);
    Attributes.write(out, LogCount.ATTRIBUTES, "log.pattern.template", template);
    return Slice.of(out.toByteArray());
  }

  private static Slice exception(
      String severity, String id, String type, String rootType, String location) {
    WireWriter out = new WireWriter(MAX_BYTES);
    Attributes.write(out, LogCount.ATTRIBUTES, "log.severity", severity);
    Attributes.write(out, LogCount.ATTRIBUTES, "exception.group.id", id);
    Attributes.write(out, LogCount.ATTRIBUTES, "exception.type", type);
    Attributes.write(out, LogCount.ATTRIBUTES, "exception.root.type", rootType);
    Attributes.write(out, LogCount.ATTRIBUTES, "exception.location", location);
    return Slice.of(out.toByteArray());
  }

  private Slice example(LogTally.Kind kind, long timeUnixNano) {
    Slice shown = kind.example();
    WireWriter out = new WireWriter(MAX_EXEMPLAR_BYTES);
    int end = Math.min(shown.to(), shown.from() + MAX_EXAMPLE_BYTES);
    while (end > shown.from() && end < shown.to() && (shown.array()[end] & 0xC0) == 0x80) {
      end--;
    }
    String text = new Slice(shown.array(), shown.from(), end).utf8();
    Attributes.write(out, EXEMPLAR_ATTRIBUTES, exampleKey, text);
    out.fixed64(EXEMPLAR_TIME, timeUnixNano);
    out.fixed64(EXEMPLAR_AS_INT, 1);
    out.bytes(EXEMPLAR_SPAN_ID, kind.spanId());
    out.bytes(EXEMPLAR_TRACE_ID, kind.traceId());
    return Slice.of(out.toByteArray());
  }
}
