package io.spanstone.collector.derive;

import io.spanstone.otlp.WireWriter;

/** Writes string attributes. Source: opentelemetry-proto, {@code KeyValue}, {@code AnyValue}. */
final class Attributes {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING_VALUE = 1;

  private Attributes() {}

  /** Writes an attribute as field {@code number}; none if the value is empty. */
  static void write(WireWriter out, int number, String key, String value) {
    if (value.isEmpty()) {
      return;
    }
    int attribute = out.begin(number);
    out.string(KEY, key);
    int any = out.begin(VALUE);
    out.string(STRING_VALUE, value);
    out.end(any);
    out.end(attribute);
  }
}
