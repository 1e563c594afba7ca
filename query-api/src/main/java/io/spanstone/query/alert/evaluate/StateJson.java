package io.spanstone.query.alert.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanstone.query.alert.AlertJson;
import io.spanstone.query.alert.Transition;
import io.spanstone.storage.document.Document;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States of rules and transitions as documents. */
final class StateJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final ObjectMapper TREES = new ObjectMapper();

  private StateJson() {}

  /** Writes the fields of an object. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static String object(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return text.toString();
  }

  static JsonNode tree(String json) throws IOException {
    return TREES.readTree(json);
  }

  static String of(RuleState state, long epoch) {
    return object(
        json -> {
          json.writeStringField("lane", state.lane());
          json.writeNumberField("epoch", epoch);
          json.writeStringField("at", state.at().toString());
          json.writeArrayFieldStart("live");
          for (LiveAlert each : state.live().values()) {
            json.writeStartObject();
            AlertJson.writeFields(json, each.alert());
            if (each.keepFiringSince() != null) {
              json.writeStringField("keepFiringSince", each.keepFiringSince().toString());
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("unwritten");
          for (Transition each : state.unwritten()) {
            json.writeStartObject();
            AlertJson.writeFields(json, each);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static RuleState state(Document document) throws IOException {
    JsonNode json = tree(document.json());
    Map<String, LiveAlert> live = new LinkedHashMap<>();
    for (JsonNode each : json.path("live")) {
      Instant since =
          each.has("keepFiringSince") ? Instant.parse(each.get("keepFiringSince").asText()) : null;
      LiveAlert alert = new LiveAlert(AlertJson.read(each), since);
      live.put(alert.alert().id(), alert);
    }
    List<Transition> unwritten = new ArrayList<>();
    json.path("unwritten").forEach(each -> unwritten.add(AlertJson.readTransition(each)));
    return new RuleState(
        document.id(),
        json.path("lane").asText(),
        Instant.parse(json.path("at").asText()),
        live,
        unwritten,
        document.version());
  }
}
