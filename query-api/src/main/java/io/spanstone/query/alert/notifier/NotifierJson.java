package io.spanstone.query.alert.notifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.alert.matcher.AlertMatchers;
import io.spanstone.query.request.DurationText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Notifiers as JSON: whole for storage, without their secrets for everybody else. */
public final class NotifierJson {
  private static final JsonFactory JSON = new JsonFactory();

  private NotifierJson() {}

  /** Writes the object that people are shown. */
  public static void writeShown(JsonGenerator json, Notifier notifier) throws IOException {
    write(json, notifier, false);
  }

  /** The document to store. */
  static String stored(Notifier notifier) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(json, notifier, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, Notifier notifier, boolean secrets)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", notifier.id());
    json.writeStringField("name", notifier.name());
    json.writeStringField("type", notifier.type().id());
    for (Setting each : notifier.type().settings()) {
      writeSetting(json, each, notifier.settings(), secrets);
    }
    json.writeArrayFieldStart("routes");
    for (AlertMatchers route : notifier.routes()) {
      json.writeStartObject();
      route.write(json);
      json.writeEndObject();
    }
    json.writeEndArray();
    Grouping grouping = notifier.grouping();
    json.writeArrayFieldStart("groupBy");
    for (String label : grouping.by()) {
      json.writeString(label);
    }
    json.writeEndArray();
    json.writeStringField("groupWait", DurationText.of(grouping.delay()));
    json.writeStringField("groupInterval", DurationText.of(grouping.interval()));
    json.writeStringField("repeatInterval", DurationText.of(grouping.repeatInterval()));
    json.writeObjectFieldStart("rateLimit");
    json.writeNumberField("perMinute", notifier.rateLimit().perMinute());
    json.writeNumberField("burst", notifier.rateLimit().burst());
    json.writeEndObject();
    json.writeBooleanField("sendResolved", notifier.sendResolved());
    json.writeNumberField("maxAlerts", notifier.maxAlerts());
    json.writeStringField("timeout", DurationText.of(notifier.timeout()));
    json.writeEndObject();
  }

  private static void writeSetting(
      JsonGenerator json, Setting setting, Settings settings, boolean secrets) throws IOException {
    String name = setting.name();
    String value = settings.get(name);
    switch (setting.kind()) {
      case HEADERS -> writeHeaders(json, name, settings.headers(), secrets);
      case ADDRESSES -> {
        json.writeArrayFieldStart(name);
        for (String address : settings.addresses()) {
          json.writeString(address);
        }
        json.writeEndArray();
      }
      case PORT -> json.writeNumberField(name, Integer.parseInt(settings.require(name)));
      default -> {
        if (value != null) {
          json.writeStringField(name, secrets ? value : shown(setting, value));
        }
      }
    }
  }

  private static String shown(Setting setting, String value) {
    return switch (setting.kind()) {
      case SECRET -> SecretText.HIDDEN;
      case SECRET_URL -> SecretText.hiddenUrl(value);
      default -> value;
    };
  }

  private static void writeHeaders(
      JsonGenerator json, String name, Map<String, String> headers, boolean secrets)
      throws IOException {
    if (headers.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> each : headers.entrySet()) {
      json.writeStringField(each.getKey(), secrets ? each.getValue() : SecretText.HIDDEN);
    }
    json.writeEndObject();
  }
}
