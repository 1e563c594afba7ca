package io.spanstone.query.alert.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.promql.Promql;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** Writes rules as {@link RuleFields} reads them. */
public final class RuleJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RuleJson() {}

  /** Writes the fields into an object that the caller has begun. */
  public static void writeFields(JsonGenerator json, AlertRule rule) throws IOException {
    if (!rule.id().isEmpty()) {
      json.writeStringField("id", rule.id());
    }
    if (rule.recording()) {
      json.writeStringField("record", rule.name());
    } else {
      json.writeStringField("name", rule.name());
    }
    if (!rule.group().isEmpty()) {
      json.writeStringField("group", rule.group());
      json.writeNumberField("position", rule.position());
    }
    writeCondition(json, rule.condition());
    json.writeStringField("interval", text(rule.interval()));
    writeMap(json, "labels", rule.labels());
    if (!rule.recording()) {
      json.writeStringField("for", text(rule.holdFor()));
      json.writeStringField("keepFiringFor", text(rule.keepFiringFor()));
      if (!rule.severity().isEmpty()) {
        json.writeStringField("severity", rule.severity());
      }
      writeMap(json, "annotations", rule.annotations());
      json.writeArrayFieldStart("notifiers");
      for (String notifier : rule.notifiers()) {
        json.writeString(notifier);
      }
      json.writeEndArray();
    }
    json.writeBooleanField("enabled", rule.enabled());
  }

  /** The rule as one object. */
  static String text(AlertRule rule) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeFields(json, rule);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return text.toString();
  }

  /** As {@code 1m30s}. */
  public static String text(Duration duration) {
    return Promql.durationText(duration.toMillis());
  }

  private static void writeCondition(JsonGenerator json, RuleCondition condition)
      throws IOException {
    if (condition instanceof RuleCondition.Promql promql) {
      json.writeStringField("expr", promql.expr());
    } else if (condition instanceof RuleCondition.LogCount count) {
      json.writeStringField("logQuery", count.query());
      json.writeNumberField("threshold", count.threshold());
      json.writeStringField("window", text(count.window()));
    } else if (condition instanceof RuleCondition.NewPattern pattern) {
      json.writeObjectFieldStart("newPattern");
      if (pattern.service() != null) {
        json.writeStringField("service", pattern.service());
      }
      json.writeArrayFieldStart("severities");
      for (String severity : pattern.severities()) {
        json.writeString(severity);
      }
      json.writeEndArray();
      json.writeStringField("window", text(pattern.window()));
      json.writeEndObject();
    } else if (condition instanceof RuleCondition.BurnRate burn) {
      writeBurnRate(json, burn);
    }
  }

  private static void writeBurnRate(JsonGenerator json, RuleCondition.BurnRate burn)
      throws IOException {
    json.writeObjectFieldStart("burnRate");
    json.writeStringField("service", burn.service());
    if (burn.operation() != null) {
      json.writeStringField("operation", burn.operation());
    }
    if (burn.latency() != null) {
      json.writeStringField("latency", text(burn.latency()));
    }
    json.writeNumberField("ratio", burn.ratio());
    json.writeStringField("longWindow", text(burn.longWindow()));
    json.writeStringField("shortWindow", text(burn.shortWindow()));
    json.writeEndObject();
  }

  private static void writeMap(JsonGenerator json, String field, Map<String, String> map)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> each : map.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }
}
