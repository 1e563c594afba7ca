package io.spanstone.collector.loglines;

import io.spanstone.otlp.AnyValueView;
import io.spanstone.otlp.EnvelopeWriter;
import io.spanstone.otlp.RecordCursor;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireReader;
import io.spanstone.otlp.WireWriter;

/**
 * Log records that came by OTLP and are larger than {@value RecordWriter#MAX_RECORD_BYTES} bytes.
 * They lose the ends of what is long in them, and the attribute {@value RecordWriter#CUT_BYTES}
 * says how much; other records stay as they are. Source: opentelemetry-proto, {@code
 * logs/v1/logs.proto}. Not thread-safe; one a request.
 */
public final class LargeRecords {
  private static final int BODY = 5;
  private static final int ATTRIBUTES = 6;
  private static final int DROPPED_ATTRIBUTES = 7;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING = 1;
  private static final int INT = 3;
  private static final int WIRE_TYPE = 7;

  private final WireWriter out = new WireWriter(Integer.MAX_VALUE);
  private final AnyValueView any = new AnyValueView();
  private int budget;
  private int attributes;
  private long cutBytes;
  private long dropped;

  private LargeRecords() {}

  /**
   * A request without records that are too large.
   *
   * @param request the very same if none was
   * @param cut how many records lost something
   */
  public record Cut(Slice request, int cut) {}

  /** Cuts what is too large in a well-formed export request of logs. */
  public static Cut of(Slice request) {
    return request.length() <= RecordWriter.MAX_RECORD_BYTES || !hasLarge(request)
        ? new Cut(request, 0)
        : new LargeRecords().cut(request);
  }

  private static boolean hasLarge(Slice request) {
    for (RecordCursor records = new RecordCursor(request); records.next(); ) {
      if (isLarge(records.record())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLarge(Slice record) {
    return record.length() > RecordWriter.MAX_RECORD_BYTES;
  }

  private Cut cut(Slice request) {
    EnvelopeWriter smaller = new EnvelopeWriter(Integer.MAX_VALUE);
    int cut = 0;
    for (RecordCursor records = new RecordCursor(request); records.next(); ) {
      if (isLarge(records.record())) {
        cut++;
        smaller.add(
            records.resource(),
            records.resourceSchemaUrl(),
            records.scope(),
            records.scopeSchemaUrl(),
            record(records.record()));
      } else {
        smaller.add(records);
      }
    }
    return new Cut(smaller.finish(), cut);
  }

  private Slice record(Slice message) {
    out.reset();
    budget = RecordWriter.MAX_RECORD_BYTES;
    attributes = 0;
    cutBytes = 0;
    dropped = 0;
    WireReader fields = new WireReader(message);
    while (fields.next()) {
      switch (fields.number()) {
        case BODY -> value(BODY, fields.slice());
        case ATTRIBUTES -> attribute(fields.slice());
        case DROPPED_ATTRIBUTES -> dropped += fields.value();
        default -> copy(fields);
      }
    }
    if (dropped > 0) {
      out.varint(DROPPED_ATTRIBUTES, dropped);
    }
    int attribute = out.begin(ATTRIBUTES);
    out.string(KEY, RecordWriter.CUT_BYTES);
    int value = out.begin(VALUE);
    out.varint(INT, cutBytes);
    out.end(value);
    out.end(attribute);
    return out.written();
  }

  private void copy(WireReader field) {
    switch (field.tag() & WIRE_TYPE) {
      case WireReader.VARINT -> out.varint(field.number(), field.value());
      case WireReader.FIXED64 -> out.fixed64(field.number(), field.value());
      case WireReader.FIXED32 -> out.fixed32(field.number(), (int) field.value());
      default -> out.bytes(field.number(), cutText(field.slice()));
    }
  }

  private void attribute(Slice keyValue) {
    if (attributes >= RecordWriter.MAX_ATTRIBUTES || budget == 0) {
      dropped++;
      cutBytes++;
      return;
    }
    attributes++;
    if (fits(keyValue)) {
      budget -= keyValue.length();
      out.bytes(ATTRIBUTES, keyValue);
      return;
    }
    int attribute = out.begin(ATTRIBUTES);
    WireReader fields = new WireReader(keyValue);
    while (fields.next()) {
      if (fields.number() == KEY) {
        out.bytes(KEY, cutText(fields.slice()));
      } else if (fields.number() == VALUE) {
        value(VALUE, fields.slice());
      }
    }
    out.end(attribute);
  }

  /** A value that is too large becomes the beginning of its text. */
  private void value(int number, Slice anyValue) {
    if (fits(anyValue)) {
      budget -= anyValue.length();
      out.bytes(number, anyValue);
      return;
    }
    int value = out.begin(number);
    out.bytes(STRING, cutText(any.read(anyValue).text()));
    out.end(value);
  }

  private boolean fits(Slice message) {
    return message.length() <= Math.min(RecordWriter.MAX_VALUE_BYTES, budget);
  }

  /** As much of a text in UTF-8 as there is room for. */
  private Slice cutText(Slice text) {
    int length = Math.min(text.length(), Math.min(RecordWriter.MAX_VALUE_BYTES, budget));
    int end = text.from() + length;
    while (end > text.from() && end < text.to() && (text.array()[end] & 0xC0) == 0x80) {
      end--;
    }
    cutBytes += text.to() - end;
    budget -= end - text.from();
    return new Slice(text.array(), text.from(), end);
  }
}
