package io.spanstone.collector.loglines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.otlp.Slice;
import io.spanstone.otlp.WireWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as OTLP. What is too large loses its end, and the attribute {@value #CUT_BYTES}
 * says how much. Source: opentelemetry-proto, {@code logs/v1/logs.proto}. Not thread-safe.
 */
final class RecordWriter {
  /** How many bytes of a record are missing. */
  static final String CUT_BYTES = "spanstone.cut_bytes";

  /** The line itself, as bytes, if it is no valid UTF-8. */
  static final String ORIGINAL = "log.record.original";

  static final int MAX_VALUE_BYTES = 64 << 10;
  static final int MAX_RECORD_BYTES = 256 << 10;
  static final int MAX_ATTRIBUTES = 512;

  private static final int TIME = 1;
  private static final int SEVERITY_NUMBER = 2;
  private static final int SEVERITY_TEXT = 3;
  private static final int BODY = 5;
  private static final int ATTRIBUTES = 6;
  private static final int DROPPED_ATTRIBUTES = 7;
  private static final int FLAGS = 8;
  private static final int TRACE_ID = 9;
  private static final int SPAN_ID = 10;
  private static final int OBSERVED_TIME = 11;

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int KEY_VALUE_LIST = 6;
  private static final int BYTES = 7;
  private static final int ELEMENTS = 1;

  private final WireWriter out = new WireWriter(Integer.MAX_VALUE);
  private int budget;
  private long cutBytes;

  /** The LogRecord message. */
  Slice write(LineRecord record, long observedUnixNano) {
    out.reset();
    budget = MAX_RECORD_BYTES;
    cutBytes = 0;
    out.fixed64(TIME, record.timeUnixNano == 0 ? observedUnixNano : record.timeUnixNano);
    out.fixed64(OBSERVED_TIME, observedUnixNano);
    if (record.severity > 0) {
      out.varint(SEVERITY_NUMBER, record.severity);
    }
    if (!record.severityText.isEmpty()) {
      out.bytes(SEVERITY_TEXT, cut(record.severityText));
    }
    if (record.body != null) {
      int body = out.begin(BODY);
      out.bytes(STRING, cut(record.body));
      out.end(body);
    }
    ids(record);
    attributes(record);
    return Slice.of(out.toByteArray());
  }

  /** Whether the record that was written lost anything. */
  boolean hasCut() {
    return cutBytes > 0;
  }

  private void ids(LineRecord record) {
    if (record.flags != 0) {
      out.fixed32(FLAGS, record.flags);
    }
    if (record.traceId != null) {
      out.bytes(TRACE_ID, Slice.of(record.traceId));
    }
    if (record.spanId != null) {
      out.bytes(SPAN_ID, Slice.of(record.spanId));
    }
  }

  private void attributes(LineRecord record) {
    int written = 0;
    int dropped = 0;
    for (Map.Entry<String, @Nullable Object> attribute : record.attributes.entrySet()) {
      if (written < MAX_ATTRIBUTES && budget > attribute.getKey().length()) {
        keyValue(ATTRIBUTES, attribute.getKey(), attribute.getValue());
        written++;
      } else {
        dropped++;
      }
    }
    if (dropped > 0) {
      out.varint(DROPPED_ATTRIBUTES, dropped);
    }
    Slice original = record.original;
    if (original != null) {
      int attribute = out.begin(ATTRIBUTES);
      out.string(KEY, ORIGINAL);
      int value = out.begin(VALUE);
      int length = Math.min(original.length(), MAX_VALUE_BYTES);
      cutBytes += original.length() - length;
      out.bytes(BYTES, original.array(), original.from(), original.from() + length);
      out.end(value);
      out.end(attribute);
    }
    cutBytes += dropped;
    if (cutBytes > 0) {
      keyValue(ATTRIBUTES, CUT_BYTES, cutBytes);
    }
  }

  private void keyValue(int number, String key, @Nullable Object value) {
    int attribute = out.begin(number);
    out.bytes(KEY, cut(key));
    int any = out.begin(VALUE);
    value(value);
    out.end(any);
    out.end(attribute);
  }

  private void value(@Nullable Object value) {
    if (value instanceof String text) {
      out.bytes(STRING, cut(text));
    } else if (value instanceof Boolean bool) {
      out.bool(BOOL, bool);
    } else if (value instanceof BigDecimal decimal) {
      out.doubleValue(DOUBLE, decimal.doubleValue());
    } else if (value instanceof BigInteger large) {
      out.bytes(STRING, cut(large.toString()));
    } else if (value instanceof Number number) {
      out.varint(INT, number.longValue());
    } else if (value instanceof List<?> list) {
      int array = out.begin(ARRAY);
      for (Object element : list) {
        int any = out.begin(ELEMENTS);
        value(element);
        out.end(any);
      }
      out.end(array);
    } else if (value instanceof Map<?, ?> map) {
      int entries = out.begin(KEY_VALUE_LIST);
      map.forEach((key, entry) -> keyValue(ELEMENTS, (String) key, entry));
      out.end(entries);
    }
  }

  /** The text in UTF-8, as much of it as there is room for. */
  private Slice cut(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    int end = Math.min(bytes.length, Math.min(MAX_VALUE_BYTES, budget));
    while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    cutBytes += bytes.length - end;
    budget -= end;
    return new Slice(bytes, 0, end);
  }
}
