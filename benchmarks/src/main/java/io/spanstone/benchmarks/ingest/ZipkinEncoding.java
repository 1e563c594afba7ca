package io.spanstone.benchmarks.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A batch as the JSON v2 list that Zipkin's reporters send to {@code POST /api/v2/spans}. */
final class ZipkinEncoding {
  private static final JsonFactory JSON = new JsonFactory();

  private ZipkinEncoding() {}

  static byte[] encode(List<SyntheticSpan> batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.size() * 700);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartArray();
      for (SyntheticSpan span : batch) {
        write(span, json);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(SyntheticSpan span, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", span.traceIdHex());
    json.writeStringField("id", span.spanIdHex());
    if (span.parentSpanId() != 0) {
      json.writeStringField("parentId", span.parentSpanIdHex());
    }
    json.writeStringField("name", span.name());
    if (span.kind() != SyntheticSpan.Kind.INTERNAL) {
      json.writeStringField("kind", span.kind().name());
    }
    json.writeNumberField("timestamp", span.startTimeUnixNano() / 1_000);
    json.writeNumberField("duration", Math.max(1, span.durationNanos() / 1_000));
    json.writeObjectFieldStart("localEndpoint");
    json.writeStringField("serviceName", span.service());
    json.writeEndObject();
    json.writeObjectFieldStart("tags");
    for (Map.Entry<String, Object> attribute : span.attributes().entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue().toString());
    }
    json.writeStringField("service.instance.id", span.instance());
    json.writeStringField("service.version", "1.4.2");
    if (span.error()) {
      json.writeStringField("error", "500");
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
