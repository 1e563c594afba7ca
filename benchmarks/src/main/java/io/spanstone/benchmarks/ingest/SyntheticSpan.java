package io.spanstone.benchmarks.ingest;

import java.util.Map;

/**
 * A span of the corpus before anyone's encoding: each subject is given the same spans in the form
 * its own users would send.
 *
 * @param attributes in the order they are encoded; values are strings or longs
 */
record SyntheticSpan(
    long traceIdHigh,
    long traceIdLow,
    long spanId,
    long parentSpanId,
    String service,
    String instance,
    String name,
    Kind kind,
    long startTimeUnixNano,
    long durationNanos,
    boolean error,
    Map<String, Object> attributes) {

  enum Kind {
    SERVER(2),
    CLIENT(3),
    INTERNAL(1);

    final int otlp;

    Kind(int otlp) {
      this.otlp = otlp;
    }
  }

  String traceIdHex() {
    return hex(traceIdHigh) + hex(traceIdLow);
  }

  String spanIdHex() {
    return hex(spanId);
  }

  String parentSpanIdHex() {
    return hex(parentSpanId);
  }

  private static String hex(long id) {
    String digits = Long.toHexString(id);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
