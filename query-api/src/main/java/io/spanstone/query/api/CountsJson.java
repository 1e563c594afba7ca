package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.patterns.PatternExample;
import io.spanstone.query.patterns.RecordCounts;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of patterns and of exceptions alike. */
final class CountsJson {
  private CountsJson() {}

  /** Writes fields into the object that is open. */
  static void write(JsonGenerator json, RecordCounts counts) throws IOException {
    json.writeStringField("severity", counts.bySeverity().keySet().iterator().next());
    json.writeNumberField("count", counts.total());
    json.writeObjectFieldStart("countsBySeverity");
    for (Map.Entry<String, Long> severity : counts.bySeverity().entrySet()) {
      json.writeNumberField(severity.getKey(), severity.getValue());
    }
    json.writeEndObject();
    long[] trend = counts.trend();
    json.writeFieldName("trend");
    json.writeArray(trend, 0, trend.length);
    json.writeStringField("firstSeen", counts.firstSeen().toString());
    json.writeStringField("lastSeen", counts.lastSeen().toString());
    json.writeBooleanField("new", counts.isNew());
    json.writeBooleanField("surging", counts.isSurging());
  }

  /**
   * Writes an example as the field {@code example}.
   *
   * @param shown the name of what it shows
   */
  static void writeExample(JsonGenerator json, String shown, @Nullable PatternExample example)
      throws IOException {
    json.writeFieldName("example");
    if (example == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("time", example.time().toString());
    json.writeStringField(shown, example.text());
    json.writeStringField("traceId", example.traceId().isEmpty() ? null : example.traceId());
    json.writeStringField("spanId", example.spanId().isEmpty() ? null : example.spanId());
    json.writeEndObject();
  }
}
