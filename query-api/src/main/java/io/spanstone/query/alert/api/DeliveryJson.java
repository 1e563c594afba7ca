package io.spanstone.query.alert.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.alert.Alert;
import io.spanstone.query.alert.notify.AlertDelivery;
import io.spanstone.query.alert.notify.NotifierDelivery;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What receivers were told and are owed, as clients read it. */
final class DeliveryJson {
  private DeliveryJson() {}

  /** Writes the field {@code notices} of an alert. */
  static void writeNotices(JsonGenerator json, List<AlertDelivery> deliveries) throws IOException {
    json.writeArrayFieldStart("notices");
    for (AlertDelivery each : deliveries) {
      json.writeStartObject();
      json.writeStringField("notifier", each.notifierId());
      if (each.toldAt() != null) {
        json.writeStringField("told", each.toldFiring() ? "firing" : "resolved");
      }
      writeTime(json, "toldAt", each.toldAt());
      writeTime(json, "owedSince", each.owedSince());
      if (each.failure() != null) {
        each.failure().write(json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Writes an object.
   *
   * @param lastNotified an entry of the history; null if there is none
   * @param lastUndelivered an entry of the history; null if there is none
   */
  static void write(
      JsonGenerator json,
      NotifierDelivery delivery,
      @Nullable String lastNotified,
      @Nullable String lastUndelivered)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("owed", delivery.owed());
    json.writeNumberField("heldBack", delivery.heldBack());
    writeTime(json, "oldestOwedAt", delivery.oldestOwedAt());
    json.writeArrayFieldStart("owedAlerts");
    for (Alert alert : delivery.owedAlerts()) {
      json.writeStartObject();
      json.writeStringField("id", alert.id());
      json.writeStringField("name", alert.name());
      json.writeStringField("state", alert.state().id());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (delivery.failure() != null) {
      delivery.failure().write(json);
    }
    writeRaw(json, "lastNotified", lastNotified);
    writeRaw(json, "lastUndelivered", lastUndelivered);
    json.writeEndObject();
  }

  private static void writeRaw(JsonGenerator json, String name, @Nullable String object)
      throws IOException {
    if (object != null) {
      json.writeFieldName(name);
      json.writeRawValue(object);
    }
  }

  private static void writeTime(JsonGenerator json, String name, @Nullable Instant time)
      throws IOException {
    if (time != null) {
      json.writeStringField(name, time.toString());
    }
  }
}
