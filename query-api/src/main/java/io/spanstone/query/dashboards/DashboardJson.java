package io.spanstone.query.dashboards;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Writes boards as {@link DashboardFields} reads them. */
final class DashboardJson {
  private static final JsonFactory JSON = new JsonFactory();

  private DashboardJson() {}

  /** Writes the fields into an object that the caller has begun. */
  static void writeFields(JsonGenerator json, Dashboard dashboard) throws IOException {
    json.writeStringField("id", dashboard.id());
    json.writeStringField("name", dashboard.name());
    writeGiven(json, "description", dashboard.description());
    writeGiven(json, "range", dashboard.range());
    writeGiven(json, "refresh", dashboard.refresh());
    json.writeArrayFieldStart("variables");
    for (Variable each : dashboard.variables()) {
      write(json, each);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("panels");
    for (Panel each : dashboard.panels()) {
      write(json, each);
    }
    json.writeEndArray();
    json.writeStringField("updatedAt", dashboard.updatedAt().toString());
  }

  /** The board as one object. */
  static String text(Dashboard dashboard) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeFields(json, dashboard);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Variable variable) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", variable.name());
    writeGiven(json, "title", variable.title());
    writeGiven(json, "label", variable.label());
    writeGiven(json, "match", variable.match());
    if (!variable.values().isEmpty()) {
      json.writeArrayFieldStart("values");
      for (String each : variable.values()) {
        json.writeString(each);
      }
      json.writeEndArray();
    }
    writeGiven(json, "default", variable.preset());
    json.writeBooleanField("multi", variable.multi());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Panel panel) throws IOException {
    json.writeStartObject();
    writeGiven(json, "title", panel.title());
    writeGiven(json, "description", panel.description());
    json.writeStringField("type", panel.type().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("width", panel.width());
    json.writeNumberField("height", panel.height());
    writeGiven(json, "unit", panel.unit());
    if (panel.type() == Panel.Type.LOGS) {
      json.writeStringField("logQuery", panel.logQuery());
    } else {
      write(json, panel.queries());
      json.writeArrayFieldStart("thresholds");
      for (Panel.Threshold each : panel.thresholds()) {
        json.writeStartObject();
        json.writeNumberField("value", each.value());
        json.writeStringField("level", each.level());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, List<Panel.Query> queries) throws IOException {
    json.writeArrayFieldStart("queries");
    for (Panel.Query each : queries) {
      json.writeStartObject();
      json.writeStringField("expr", each.expr());
      writeGiven(json, "legend", each.legend());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeGiven(JsonGenerator json, String field, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(field, text);
    }
  }
}
