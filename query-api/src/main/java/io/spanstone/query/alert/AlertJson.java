package io.spanstone.query.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts as JSON, for storage and for clients alike. */
public final class AlertJson {
  private AlertJson() {}

  /** Writes an object. */
  public static void write(JsonGenerator json, Alert alert) throws IOException {
    json.writeStartObject();
    writeFields(json, alert);
    json.writeEndObject();
  }

  /** Writes the fields into an object that the caller has begun. */
  public static void writeFields(JsonGenerator json, Alert alert) throws IOException {
    json.writeStringField("id", alert.id());
    json.writeStringField("ruleId", alert.ruleId());
    json.writeStringField("group", alert.group());
    json.writeStringField("name", alert.name());
    json.writeStringField("state", alert.state().id());
    json.writeStringField("severity", alert.severity());
    writeMap(json, "labels", alert.labels());
    writeMap(json, "annotations", alert.annotations());
    json.writeArrayFieldStart("notifiers");
    for (String notifier : alert.notifiers()) {
      json.writeString(notifier);
    }
    json.writeEndArray();
    json.writeStringField("activeAt", alert.activeAt().toString());
    writeTime(json, "firedAt", alert.firedAt());
    writeTime(json, "resolvedAt", alert.resolvedAt());
    writeValue(json, alert.value());
    json.writeObjectFieldStart("links");
    json.writeStringField("chart", alert.links().chart());
    json.writeStringField("traces", alert.links().traces());
    json.writeStringField("logs", alert.links().logs());
    json.writeStringField("map", alert.links().map());
    json.writeEndObject();
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it did not write this
   */
  public static Alert read(JsonNode json) {
    JsonNode links = json.path("links");
    return new Alert(
        text(json, "id"),
        text(json, "ruleId"),
        text(json, "group"),
        text(json, "name"),
        AlertState.of(text(json, "state"))
            .orElseThrow(() -> new IllegalArgumentException("no state of an alert: " + json)),
        text(json, "severity"),
        map(json.path("labels")),
        map(json.path("annotations")),
        texts(json.path("notifiers")),
        Instant.parse(text(json, "activeAt")),
        time(json, "firedAt"),
        time(json, "resolvedAt"),
        value(json.path("value")),
        new AlertLinks(
            text(links, "chart"), text(links, "traces"), text(links, "logs"), text(links, "map")));
  }

  /** Writes the fields of a transition: those of its alert, and {@code at}. */
  public static void writeFields(JsonGenerator json, Transition transition) throws IOException {
    writeFields(json, transition.alert());
    json.writeStringField("at", transition.at().toString());
  }

  /**
   * What was written of a transition.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Transition readTransition(JsonNode json) {
    return new Transition(read(json), Instant.parse(text(json, "at")));
  }

  private static void writeTime(JsonGenerator json, String field, @Nullable Instant time)
      throws IOException {
    if (time != null) {
      json.writeStringField(field, time.toString());
    }
  }

  private static void writeMap(JsonGenerator json, String field, Map<String, String> map)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> each : map.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }

  /** JSON has no number for what is infinite or none. */
  private static void writeValue(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField("value", value);
    } else {
      json.writeStringField("value", Double.toString(value));
    }
  }

  private static double value(JsonNode json) {
    return json.isTextual() ? Double.parseDouble(json.textValue()) : json.doubleValue();
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText("");
  }

  private static @Nullable Instant time(JsonNode json, String field) {
    return json.has(field) ? Instant.parse(text(json, field)) : null;
  }

  private static Map<String, String> map(JsonNode json) {
    Map<String, String> map = new LinkedHashMap<>();
    json.properties().forEach(each -> map.put(each.getKey(), each.getValue().asText()));
    return map;
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
