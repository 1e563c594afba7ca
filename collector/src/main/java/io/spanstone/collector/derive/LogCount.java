package io.spanstone.collector.derive;

import io.spanstone.collector.cell.Cell;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import io.spanstone.otlp.WireWriter;

/**
 * One data point of a metric that counts log records: how many of a series a cell has, and perhaps
 * one of them as an example. Source: opentelemetry-proto, {@code NumberDataPoint} in {@code
 * metrics/v1/metrics.proto}. Not thread-safe.
 */
final class LogCount {
  private static final int START_TIME = 2;
  private static final int TIME = 3;
  private static final int EXEMPLARS = 5;
  private static final int AS_INT = 6;

  /** The field of a point's attributes, which come first. */
  static final int ATTRIBUTES = 7;

  private final Slice attributes;
  private final Cell cell;
  private long count;
  private Slice example;

  /**
   * @param attributes the encoded attributes of the series, tags included
   * @param example an Exemplar message; empty if there is none
   */
  LogCount(Slice attributes, Cell cell, long count, Slice example) {
    this.attributes = attributes;
    this.cell = cell;
    this.count = count;
    this.example = example;
  }

  /** A point as {@link #write} writes it. */
  static LogCount read(Slice message) {
    int attributesEnd = message.from();
    long start = 0;
    long time = 0;
    long count = 0;
    Slice example = Slice.EMPTY;
    WireReader fields = new WireReader(message);
    while (fields.next()) {
      switch (fields.tag() >>> 3) {
        case ATTRIBUTES -> attributesEnd = fields.to();
        case START_TIME -> start = fields.value();
        case TIME -> time = fields.value();
        case AS_INT -> count = fields.value();
        case EXEMPLARS -> example = fields.slice();
        default -> {}
      }
    }
    Slice attributes = new Slice(message.array(), message.from(), attributesEnd);
    return new LogCount(attributes, new Cell(start, time), count, example);
  }

  /** Writes the fields of the point into the message that is open. */
  void write(WireWriter out) {
    out.fields(attributes);
    out.fixed64(START_TIME, cell.startUnixNano());
    out.fixed64(TIME, cell.endUnixNano());
    if (!example.isEmpty()) {
      out.bytes(EXEMPLARS, example);
    }
    out.fixed64(AS_INT, count);
  }

  /** Counts one more record. */
  void increment() {
    count++;
  }

  /** Adds another point of the same series and cell. */
  void add(LogCount other) {
    count += other.count;
    example = example.isEmpty() ? other.example : example;
  }

  Slice attributes() {
    return attributes;
  }

  Cell cell() {
    return cell;
  }

  long count() {
    return count;
  }
}
