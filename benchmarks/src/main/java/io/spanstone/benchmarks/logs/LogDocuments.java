package io.spanstone.benchmarks.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A batch as a {@code _bulk} body with one document a record: the body as text, what Spanstone can
 * search besides as keywords. Ids are made by Elasticsearch, which is cheapest.
 */
final class LogDocuments {
  static final String INDEX = "onedoc-logs";

  static final String INDEX_BODY =
      """
      {"settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "1s",
                    "codec": "best_compression"},
       "mappings": {"dynamic": false, "properties": {
         "time": {"type": "long"}, "severity": {"type": "integer"},
         "body": {"type": "text", "norms": false, "index_options": "positions"},
         "service": {"type": "keyword"}, "logger": {"type": "keyword"},
         "traceId": {"type": "keyword", "doc_values": false},
         "spanId": {"type": "keyword", "doc_values": false, "index": false},
         "tags": {"type": "keyword", "doc_values": false}}}}
      """;

  private static final JsonFactory JSON = new JsonFactory();

  private LogDocuments() {}

  static byte[] encode(List<LogLine> batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.size() * 600);
    try {
      for (LogLine line : batch) {
        bytes.write("{\"create\":{}}\n".getBytes(UTF_8));
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
          json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
          write(line, json);
        }
        bytes.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(LogLine line, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("time", line.timeUnixNano());
    json.writeNumberField("severity", line.severity());
    json.writeStringField("body", line.body());
    json.writeStringField("service", line.service());
    json.writeStringField("logger", line.logger());
    if (!line.traceIdHex().isEmpty()) {
      json.writeStringField("traceId", line.traceIdHex());
      json.writeStringField("spanId", line.spanIdHex());
    }
    json.writeArrayFieldStart("tags");
    json.writeString("thread.name=" + line.thread());
    json.writeString("http.route=" + line.route());
    json.writeString("http.response.status_code=" + line.status());
    json.writeString("service.instance.id=" + line.instance());
    json.writeString("service.version=1.4.2");
    json.writeString("telemetry.sdk.language=java");
    json.writeEndArray();
    json.writeEndObject();
  }
}
