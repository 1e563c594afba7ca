package io.spanstone.collector.loglines;

import io.spanstone.otlp.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log record on its way from a line to OTLP. Not thread-safe. */
final class LineRecord {
  static final String EXCEPTION_TYPE = "exception.type";
  static final String EXCEPTION_MESSAGE = "exception.message";
  static final String EXCEPTION_STACKTRACE = "exception.stacktrace";

  final Map<String, String> resource = new LinkedHashMap<>();
  final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
  long timeUnixNano;
  int severity;
  String severityText = "";
  @Nullable String body;
  @Nullable String logger;
  byte @Nullable [] traceId;
  byte @Nullable [] spanId;
  int flags;

  /** The line itself, if it is no valid UTF-8. */
  @Nullable Slice original;

  /** Takes from a stack trace what is not there yet. */
  void exception(String stackTrace) {
    attributes.putIfAbsent(EXCEPTION_STACKTRACE, stackTrace);
    String[] head = StackTrace.head(stackTrace);
    if (head.length > 0) {
      attributes.putIfAbsent(EXCEPTION_TYPE, head[0]);
    }
    if (head.length > 1) {
      attributes.putIfAbsent(EXCEPTION_MESSAGE, head[1]);
    }
  }
}
