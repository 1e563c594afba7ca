package io.spanstone.query;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A span and its service, to be searched the slow way. */
record SentSpan(String service, Span span) {

  static Stream<SentSpan> allOf(TracesData data) {
    List<SentSpan> all = new ArrayList<>();
    for (ResourceSpans resource : data.getResourceSpansList()) {
      String service = text(resource.getResource().getAttributesList(), "service.name");
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> all.add(new SentSpan(service, span)));
      }
    }
    return all.stream();
  }

  String traceId() {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  Instant start() {
    return Instant.ofEpochSecond(0, startTimeUnixNano());
  }

  long startTimeUnixNano() {
    return span.getStartTimeUnixNano();
  }

  long endTimeUnixNano() {
    return span.getEndTimeUnixNano();
  }

  long durationNanos() {
    return endTimeUnixNano() - startTimeUnixNano();
  }

  boolean isError() {
    return span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
  }

  /** Whether this is a call of its service: a SERVER or CONSUMER span. */
  boolean isCall() {
    return switch (span.getKind()) {
      case SPAN_KIND_SERVER, SPAN_KIND_CONSUMER -> true;
      default -> false;
    };
  }

  /** The span's name and kind, such as {@code GET /cart server}. */
  String operation() {
    String kind = span.getKind().name().substring("SPAN_KIND_".length());
    return span.getName() + " " + kind.toLowerCase(Locale.ROOT);
  }

  boolean hasText(String key, String value) {
    return text(span.getAttributesList(), key).equals(value);
  }

  boolean hasInt(String key, long value) {
    return span.getAttributesList().stream()
        .anyMatch(each -> each.getKey().equals(key) && each.getValue().getIntValue() == value);
  }

  private static String text(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
