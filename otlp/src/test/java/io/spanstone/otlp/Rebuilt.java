package io.spanstone.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;

/** Messages of opentelemetry-proto, made of nothing but what the views say. */
final class Rebuilt {
  private Rebuilt() {}

  static Message rebuilt(Signal signal, Slice message) {
    return switch (signal) {
      case TRACES -> span(new SpanView().read(message));
      case LOGS -> logRecord(new LogRecordView().read(message));
      case METRICS -> RebuiltMetrics.metric(new MetricView().read(message));
    };
  }

  static InstrumentationScope scope(ScopeView scope) {
    return InstrumentationScope.newBuilder()
        .setName(scope.name().utf8())
        .setVersion(scope.version().utf8())
        .addAllAttributes(keyValues(scope.attributes()))
        .setDroppedAttributesCount(scope.droppedAttributesCount())
        .build();
  }

  static Span span(SpanView span) {
    Span.Builder rebuilt =
        Span.newBuilder()
            .setTraceId(bytes(span.traceId()))
            .setSpanId(bytes(span.spanId()))
            .setParentSpanId(bytes(span.parentSpanId()))
            .setTraceState(span.traceState().utf8())
            .setName(span.name().utf8())
            .setKindValue(span.kind())
            .setStartTimeUnixNano(span.startTimeUnixNano())
            .setEndTimeUnixNano(span.endTimeUnixNano())
            .setFlags(span.flags())
            .setDroppedAttributesCount(span.droppedAttributesCount())
            .setDroppedEventsCount(span.droppedEventsCount())
            .setDroppedLinksCount(span.droppedLinksCount())
            .setStatus(
                Status.newBuilder()
                    .setCodeValue(span.statusCode())
                    .setMessage(span.statusMessage().utf8()))
            .addAllAttributes(keyValues(span.attributes()));
    EventView event = new EventView();
    for (Submessages events = span.events(); events.next(); ) {
      rebuilt.addEvents(event(event.read(events.message())));
    }
    LinkView link = new LinkView();
    for (Submessages links = span.links(); links.next(); ) {
      rebuilt.addLinks(link(link.read(links.message())));
    }
    return rebuilt.build();
  }

  static LogRecord logRecord(LogRecordView logRecord) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(logRecord.timeUnixNano())
        .setObservedTimeUnixNano(logRecord.observedTimeUnixNano())
        .setSeverityNumberValue(logRecord.severityNumber())
        .setSeverityText(logRecord.severityText().utf8())
        .setBody(anyValue(logRecord.body()))
        .addAllAttributes(keyValues(logRecord.attributes()))
        .setDroppedAttributesCount(logRecord.droppedAttributesCount())
        .setFlags(logRecord.flags())
        .setTraceId(bytes(logRecord.traceId()))
        .setSpanId(bytes(logRecord.spanId()))
        .setEventName(logRecord.eventName().utf8())
        .build();
  }

  static List<KeyValue> keyValues(KeyValues entries) {
    List<KeyValue> rebuilt = new ArrayList<>();
    while (entries.next()) {
      rebuilt.add(
          KeyValue.newBuilder()
              .setKey(entries.key().utf8())
              .setValue(anyValue(entries.value()))
              .build());
    }
    return rebuilt;
  }

  static AnyValue anyValue(AnyValueView value) {
    AnyValue.Builder rebuilt = AnyValue.newBuilder();
    switch (value.type()) {
      case EMPTY -> {}
      case STRING -> rebuilt.setStringValue(value.content().utf8());
      case BOOL -> rebuilt.setBoolValue(value.boolValue());
      case INT -> rebuilt.setIntValue(value.intValue());
      case DOUBLE -> rebuilt.setDoubleValue(value.doubleValue());
      case BYTES -> rebuilt.setBytesValue(bytes(value.content()));
      case ARRAY -> rebuilt.setArrayValue(arrayValue(value.elements()));
      case KEY_VALUE_LIST ->
          rebuilt.setKvlistValue(
              KeyValueList.newBuilder().addAllValues(keyValues(value.entries())));
    }
    return rebuilt.build();
  }

  static ByteString bytes(Slice slice) {
    return ByteString.copyFrom(slice.array(), slice.from(), slice.length());
  }

  private static ArrayValue arrayValue(Submessages elements) {
    ArrayValue.Builder rebuilt = ArrayValue.newBuilder();
    AnyValueView element = new AnyValueView();
    while (elements.next()) {
      rebuilt.addValues(anyValue(element.read(elements.message())));
    }
    return rebuilt.build();
  }

  private static Span.Event event(EventView event) {
    return Span.Event.newBuilder()
        .setTimeUnixNano(event.timeUnixNano())
        .setName(event.name().utf8())
        .addAllAttributes(keyValues(event.attributes()))
        .setDroppedAttributesCount(event.droppedAttributesCount())
        .build();
  }

  private static Span.Link link(LinkView link) {
    return Span.Link.newBuilder()
        .setTraceId(bytes(link.traceId()))
        .setSpanId(bytes(link.spanId()))
        .setTraceState(link.traceState().utf8())
        .addAllAttributes(keyValues(link.attributes()))
        .setDroppedAttributesCount(link.droppedAttributesCount())
        .setFlags(link.flags())
        .build();
  }
}
