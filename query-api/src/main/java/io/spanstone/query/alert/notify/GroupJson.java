package io.spanstone.query.alert.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.query.alert.AlertJson;
import io.spanstone.storage.document.Document;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Groups as the documents that keep them. */
final class GroupJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper TREE = new ObjectMapper();

  private GroupJson() {}

  /**
   * @param writer tells this very state from all others that were written
   */
  static String write(OwedGroup group, String writer) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("writer", writer);
      json.writeStringField("notifier", group.notifierId());
      json.writeArrayFieldStart("by");
      for (String each : group.by()) {
        json.writeString(each);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("labels");
      for (Map.Entry<String, String> each : group.labels().entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
      writeTime(json, "lastToldAt", group.alerts().lastToldAt());
      json.writeNumberField("notices", group.alerts().notices());
      if (group.failure != null) {
        group.failure.write(json);
      }
      json.writeArrayFieldStart("alerts");
      for (Entry each : group.alerts().entries()) {
        json.writeStartObject();
        writeTime(json, "owedSince", each.owedSince());
        json.writeNumberField("begun", each.begun());
        json.writeNumberField("settled", each.settled());
        json.writeBooleanField("toldFiring", each.toldFiring());
        writeTime(json, "toldAt", each.toldAt());
        json.writeFieldName("alert");
        AlertJson.write(json, each.alert());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return out.toString();
  }

  /** What {@link #write} wrote. */
  static OwedGroup read(Document document) throws IOException {
    JsonNode json = TREE.readTree(document.json());
    List<String> by = new ArrayList<>();
    json.path("by").forEach(each -> by.add(each.asText()));
    Map<String, String> labels = new HashMap<>();
    json.path("labels")
        .properties()
        .forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
    List<Entry> entries = new ArrayList<>();
    for (JsonNode each : json.path("alerts")) {
      entries.add(
          new Entry(
              AlertJson.read(each.path("alert")),
              time(each, "owedSince"),
              each.path("begun").asInt(),
              each.path("settled").asInt(),
              each.path("toldFiring").asBoolean(),
              time(each, "toldAt")));
    }
    NoticeGroup alerts =
        new NoticeGroup(entries, time(json, "lastToldAt"), json.path("notices").asLong());
    OwedGroup group = new OwedGroup(json.path("notifier").asText(), by, labels, alerts);
    group.version = document.version();
    group.failure = Failure.read(json);
    return group;
  }

  /** Which write gave the document its state. */
  static String writer(String document) throws IOException {
    return TREE.readTree(document).path("writer").asText();
  }

  private static void writeTime(JsonGenerator json, String name, @Nullable Instant time)
      throws IOException {
    if (time != null) {
      json.writeStringField(name, time.toString());
    }
  }

  private static @Nullable Instant time(JsonNode json, String name) {
    return json.has(name) ? Instant.parse(json.get(name).asText()) : null;
  }
}
