package io.spanstone.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A batch as a {@code _bulk} body with one document a span: the best single-document mapping we
 * know. What Spanstone can search is searchable here: ids, service, name, kind, times and every
 * attribute as a {@code key=value} keyword. Once with ids of its own, which a repeated request
 * needs in order not to double anything, and once with ids made by Elasticsearch, which are
 * cheaper.
 */
final class OneDocEncoding {
  static final String INDEX = "onedoc-spans";

  static final String INDEX_BODY =
      """
      {"settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "1s",
                    "codec": "best_compression"},
       "mappings": {"dynamic": false, "properties": {
         "traceId": {"type": "keyword", "doc_values": false},
         "spanId": {"type": "keyword", "doc_values": false, "index": false},
         "parentSpanId": {"type": "keyword", "doc_values": false, "index": false},
         "service": {"type": "keyword"}, "name": {"type": "keyword"}, "kind": {"type": "keyword"},
         "error": {"type": "boolean"}, "start": {"type": "long"}, "duration": {"type": "long"},
         "tags": {"type": "keyword", "doc_values": false}}}}
      """;

  private static final JsonFactory JSON = new JsonFactory();

  private OneDocEncoding() {}

  /** Documents with the span's own id: written twice, they are stored once. */
  static byte[] encode(List<SyntheticSpan> batch) {
    return encode(
        batch,
        span -> "{\"create\":{\"_id\":\"" + span.traceIdHex() + "-" + span.spanIdHex() + "\"}}\n");
  }

  /** Documents that Elasticsearch gives an id: written twice, they are stored twice. */
  static byte[] encodeWithoutIds(List<SyntheticSpan> batch) {
    return encode(batch, span -> "{\"create\":{}}\n");
  }

  private static byte[] encode(List<SyntheticSpan> batch, Function<SyntheticSpan, String> action) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.size() * 800);
    try {
      for (SyntheticSpan span : batch) {
        bytes.write(action.apply(span).getBytes(UTF_8));
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
          json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
          write(span, json);
        }
        bytes.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(SyntheticSpan span, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", span.traceIdHex());
    json.writeStringField("spanId", span.spanIdHex());
    if (span.parentSpanId() != 0) {
      json.writeStringField("parentSpanId", span.parentSpanIdHex());
    }
    json.writeStringField("service", span.service());
    json.writeStringField("name", span.name());
    json.writeStringField("kind", span.kind().name());
    json.writeBooleanField("error", span.error());
    json.writeNumberField("start", span.startTimeUnixNano());
    json.writeNumberField("duration", span.durationNanos());
    json.writeArrayFieldStart("tags");
    for (Map.Entry<String, Object> attribute : span.attributes().entrySet()) {
      json.writeString(attribute.getKey() + "=" + attribute.getValue());
    }
    json.writeString("service.instance.id=" + span.instance());
    json.writeString("service.version=1.4.2");
    json.writeString("telemetry.sdk.language=java");
    json.writeEndArray();
    json.writeEndObject();
  }
}
