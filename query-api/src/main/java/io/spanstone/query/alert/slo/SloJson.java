package io.spanstone.query.alert.slo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spanstone.query.promql.Promql;
import io.spanstone.query.request.InvalidValueException;
import io.spanstone.query.request.JsonFields;
import io.spanstone.query.request.Parsers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Objectives as clients write and read them. */
public final class SloJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final double LEAST = 0.5;
  private static final double MOST = 0.999999;

  private SloJson() {}

  /**
   * The objective that an object is. What is wrong with it is said to {@code fields}, which the
   * caller checks; an objective with faults must not be used.
   */
  public static Slo read(JsonFields fields) {
    fields.has("status"); // what was read can be sent back
    fields.has("etag");
    String id = fields.optional("id", Parsers::text, "");
    String name = fields.text("name");
    String service = fields.text("service");
    String operation = fields.optional("operation", Parsers::text);
    Duration latency = fields.optional("latency", SloJson::duration);
    if (latency != null && (latency.compareTo(SHORTEST) < 0 || latency.compareTo(LONGEST) > 0)) {
      fields.fault("latency", "must be 1ms to 1h");
    }
    Double objective = fields.decimal("objective");
    if (objective == null && !fields.has("objective")) {
      fields.fault("objective", "is missing; give the share of good calls, such as 0.999");
    } else if (objective != null && !(objective >= LEAST && objective <= MOST)) {
      fields.fault("objective", "must be a share from 0.5 to 0.999999, such as 0.999");
    }
    Duration window = fields.optional("window", SloJson::duration, MONTH);
    if (window.compareTo(DAY) < 0 || window.compareTo(MONTH) > 0) {
      fields.fault("window", "must be 1d to 30d");
    }
    List<String> notifiers = fields.texts("notifiers");
    return new Slo(
        id,
        name,
        service,
        operation,
        latency,
        objective == null ? LEAST : objective,
        window,
        notifiers == null ? List.of() : notifiers);
  }

  /** Writes the fields into an object that the caller has begun. */
  public static void writeFields(JsonGenerator json, Slo slo) throws IOException {
    json.writeStringField("id", slo.id());
    json.writeStringField("name", slo.name());
    json.writeStringField("service", slo.service());
    if (slo.operation() != null) {
      json.writeStringField("operation", slo.operation());
    }
    if (slo.latency() != null) {
      json.writeStringField("latency", Promql.durationText(slo.latency().toMillis()));
    }
    json.writeNumberField("objective", slo.objective());
    json.writeStringField("window", windowText(slo.window()));
    json.writeArrayFieldStart("notifiers");
    for (String notifier : slo.notifiers()) {
      json.writeString(notifier);
    }
    json.writeEndArray();
  }

  /** In days, as people write windows: a week is 7d, not the shorter 1w. */
  public static String windowText(Duration window) {
    Duration days = Duration.ofDays(window.toDays());
    return window.equals(days) ? days.toDays() + "d" : Promql.durationText(window.toMillis());
  }

  static String text(Slo slo) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeFields(json, slo);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return text.toString();
  }

  private static Duration duration(String text) throws InvalidValueException {
    try {
      return Duration.ofMillis(Promql.durationMillis(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(e.getMessage() + ", not '" + text + "'");
    }
  }
}
