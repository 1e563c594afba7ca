package io.spanstone.agent.otlp;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.internal.W3CTraceContextEncoding;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of spans and of log records without their secrets, numbered as in OTLP. Not
 * thread-safe.
 */
final class RecordWriter {

  private static final int KNOWS_WHETHER_REMOTE = 0x100;
  private static final int IS_REMOTE = 0x200;

  final WireBuffer out = new WireBuffer();
  final Values values;

  /** Writes what has no secrets any more. */
  final Values plainValues;

  private final Secrets secrets;

  RecordWriter(Secrets secrets) {
    this.values = new Values(out, secrets);
    this.plainValues = new Values(out, Secrets.KEPT);
    this.secrets = secrets;
  }

  void span(SpanData span) {
    SpanContext context = span.getSpanContext();
    SpanContext parent = span.getParentSpanContext();
    out.hex(1, context.getTraceId());
    out.hex(2, context.getSpanId());
    traceState(3, context.getTraceState());
    if (parent.isValid()) {
      out.hex(4, parent.getSpanId());
    }
    text(5, secrets.redact(span.getName()));
    out.varint(6, kind(span.getKind()));
    time(7, span.getStartEpochNanos());
    time(8, span.getEndEpochNanos());
    values.attributes(9, span.getAttributes());
    count(10, span.getTotalAttributeCount() - span.getAttributes().size());
    int events = 0;
    for (EventData event : span.getEvents()) {
      event(11, event);
      events++;
    }
    count(12, span.getTotalRecordedEvents() - events);
    int links = 0;
    for (LinkData link : span.getLinks()) {
      link(13, link);
      links++;
    }
    count(14, span.getTotalRecordedLinks() - links);
    status(15, span.getStatus());
    out.fixed32(16, flags(context, parent.isRemote()));
  }

  void logRecord(LogRecordData log) {
    time(1, log.getTimestampEpochNanos());
    count(2, log.getSeverity().getSeverityNumber());
    text(3, log.getSeverityText());
    if (log.getBodyValue() != null) {
      values.body(5, log.getBodyValue());
    }
    values.attributes(6, log.getAttributes());
    count(7, log.getTotalAttributeCount() - log.getAttributes().size());
    SpanContext context = log.getSpanContext();
    int flags = context.getTraceFlags().asByte() & 0xff;
    if (flags != 0) {
      out.fixed32(8, flags);
    }
    if (context.isValid()) {
      out.hex(9, context.getTraceId());
      out.hex(10, context.getSpanId());
    }
    time(11, log.getObservedTimestampEpochNanos());
    text(12, log.getEventName());
  }

  /** Writes no field for a text that is empty. */
  void text(int field, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      out.string(field, text);
    }
  }

  private void event(int field, EventData event) {
    int begin = out.begin(field);
    time(1, event.getEpochNanos());
    text(2, event.getName());
    values.attributes(3, event.getAttributes());
    count(4, event.getDroppedAttributesCount());
    out.end(begin);
  }

  private void link(int field, LinkData link) {
    SpanContext context = link.getSpanContext();
    int begin = out.begin(field);
    out.hex(1, context.getTraceId());
    out.hex(2, context.getSpanId());
    traceState(3, context.getTraceState());
    values.attributes(4, link.getAttributes());
    count(5, link.getTotalAttributeCount() - link.getAttributes().size());
    out.fixed32(6, flags(context, context.isRemote()));
    out.end(begin);
  }

  private void status(int field, StatusData status) {
    int begin = out.begin(field);
    text(2, secrets.redact(status.getDescription()));
    count(3, code(status.getStatusCode()));
    out.end(begin);
  }

  private void traceState(int field, TraceState state) {
    if (!state.isEmpty()) {
      out.string(field, W3CTraceContextEncoding.encodeTraceState(state));
    }
  }

  private void time(int field, long unixNano) {
    if (unixNano != 0) {
      out.fixed64(field, unixNano);
    }
  }

  private void count(int field, int count) {
    if (count != 0) {
      out.varint(field, count);
    }
  }

  private static int kind(SpanKind kind) {
    switch (kind) {
      case INTERNAL:
        return 1;
      case SERVER:
        return 2;
      case CLIENT:
        return 3;
      case PRODUCER:
        return 4;
      case CONSUMER:
        return 5;
    }
    return 0;
  }

  private static int code(StatusCode code) {
    switch (code) {
      case UNSET:
        return 0;
      case OK:
        return 1;
      case ERROR:
        return 2;
    }
    return 0;
  }

  private static int flags(SpanContext span, boolean remote) {
    return (span.getTraceFlags().asByte() & 0xff) | KNOWS_WHETHER_REMOTE | (remote ? IS_REMOTE : 0);
  }
}
