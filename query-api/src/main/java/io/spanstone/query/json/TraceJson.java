package io.spanstone.query.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.otlp.EventView;
import io.spanstone.otlp.KeyValues;
import io.spanstone.otlp.LinkView;
import io.spanstone.otlp.Slice;
import io.spanstone.otlp.SpanView;
import io.spanstone.otlp.Submessages;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trace as JSON, straight from its OTLP bytes: the schema {@code Trace} of {@code
 * openapi.yaml}. Not thread-safe; one for each answer.
 */
public final class TraceJson {
  /** Where our agent extension says who called this span's service. */
  private static final Slice CALLER = Slice.of("caller.service".getBytes(UTF_8));

  private final List<TraceSpans.Entry> spans;
  private final SpanView span = new SpanView();
  private final EventView event = new EventView();
  private final LinkView link = new LinkView();

  /**
   * Prepares the answer: whatever can be wrong with the bytes shows here or not at all.
   *
   * @param tracesData OTLP {@code TracesData} of one trace
   */
  public TraceJson(Slice tracesData) {
    spans = TraceSpans.sorted(tracesData);
  }

  /**
   * Writes the trace.
   *
   * @param traceId its id, 16 bytes
   * @param complete whether these are all its spans
   */
  public void write(JsonGenerator json, Slice traceId, boolean complete) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", hex(traceId));
    json.writeBooleanField("complete", complete);
    json.writeArrayFieldStart("spans");
    for (TraceSpans.Entry entry : spans) {
      writeSpan(json, entry);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeSpan(JsonGenerator json, TraceSpans.Entry entry) throws IOException {
    span.read(entry.message());
    json.writeStartObject();
    json.writeStringField("spanId", hex(span.spanId()));
    writeNullable(
        json, "parentSpanId", span.parentSpanId().isEmpty() ? null : hex(span.parentSpanId()));
    json.writeStringField("service", entry.source().service());
    writeNullable(json, "instance", entry.source().instance());
    json.writeStringField("name", span.name().utf8());
    json.writeStringField("kind", SpanNames.kind(span.kind()));
    writeNanos(json, "startTimeUnixNano", span.startTimeUnixNano());
    writeNanos(json, "endTimeUnixNano", span.endTimeUnixNano());
    json.writeNumberField("durationNanos", span.durationNanos());
    json.writeStringField("status", SpanNames.status(span.statusCode()));
    json.writeStringField("statusMessage", span.statusMessage().utf8());
    json.writeStringField("traceState", span.traceState().utf8());
    writeCount(json, "flags", span.flags());
    writeNullable(json, "caller", caller(span.attributes()));
    json.writeFieldName("attributes");
    AttributeJson.writeObject(json, span.attributes());
    writeCount(json, "droppedAttributesCount", span.droppedAttributesCount());
    writeEvents(json, span.events());
    writeCount(json, "droppedEventsCount", span.droppedEventsCount());
    writeLinks(json, span.links());
    writeCount(json, "droppedLinksCount", span.droppedLinksCount());
    json.writeRaw(',');
    json.writeRaw(entry.source().json());
    json.writeEndObject();
  }

  private void writeEvents(JsonGenerator json, Submessages events) throws IOException {
    json.writeArrayFieldStart("events");
    while (events.next()) {
      event.read(events.message());
      json.writeStartObject();
      writeNanos(json, "timeUnixNano", event.timeUnixNano());
      json.writeStringField("name", event.name().utf8());
      json.writeFieldName("attributes");
      AttributeJson.writeObject(json, event.attributes());
      writeCount(json, "droppedAttributesCount", event.droppedAttributesCount());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeLinks(JsonGenerator json, Submessages links) throws IOException {
    json.writeArrayFieldStart("links");
    while (links.next()) {
      link.read(links.message());
      json.writeStartObject();
      json.writeStringField("traceId", hex(link.traceId()));
      json.writeStringField("spanId", hex(link.spanId()));
      json.writeStringField("traceState", link.traceState().utf8());
      writeCount(json, "flags", link.flags());
      json.writeFieldName("attributes");
      AttributeJson.writeObject(json, link.attributes());
      writeCount(json, "droppedAttributesCount", link.droppedAttributesCount());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static @Nullable String caller(KeyValues attributes) {
    return attributes.seek(CALLER) ? attributes.value().text().utf8() : null;
  }

  /** Nanoseconds as a decimal string, being more than JavaScript can count. */
  private static void writeNanos(JsonGenerator json, String name, long unsigned)
      throws IOException {
    json.writeStringField(name, Long.toUnsignedString(unsigned));
  }

  /** An unsigned 32-bit number. */
  private static void writeCount(JsonGenerator json, String name, int unsigned) throws IOException {
    json.writeNumberField(name, Integer.toUnsignedLong(unsigned));
  }

  private static void writeNullable(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  private static String hex(Slice bytes) {
    return HexFormat.of().formatHex(bytes.array(), bytes.from(), bytes.to());
  }
}
