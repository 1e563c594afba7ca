package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import io.spanstone.storage.logs.LogFieldValues;
import io.spanstone.storage.logs.LogStore;
import io.spanstone.storage.logs.query.LogCondition;
import io.spanstone.storage.logs.query.LogCondition.Field;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** What can be asked for in a query: the names of fields, and their values. Thread-safe. */
public final class LogFieldsApi {
  private static final List<String> FIELDS =
      List.of(
          "severity",
          "service",
          "logger",
          "traceId",
          "spanId",
          "pattern",
          "exceptionGroup",
          "body");

  private static final int DEFAULT_NAMES = 1_000;
  private static final int DEFAULT_VALUES = 20;

  /** Completion is for people who type. */
  private static final Duration BUDGET = Duration.ofSeconds(1);

  private final LogStore store;
  private final SearchSlots slots;
  private final InstantSource clock;

  public LogFieldsApi(LogStore store, SearchSlots slots, InstantSource clock) {
    this.store = store;
    this.slots = slots;
    this.clock = clock;
  }

  /** {@code GET /api/v1/logs/fields} */
  public void names(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    LogCondition condition = LogConditions.read(parameters);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    String prefix = parameters.optional("prefix", Parsers::text, "").toLowerCase(Locale.ROOT);
    int limit = parameters.optional("limit", Parsers::limit, DEFAULT_NAMES);
    parameters.check();
    List<String> keys = slots.run(() -> store.attributeKeys(condition, range.start(), range.end()));
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("fields");
          writeNames(json, "field", FIELDS, prefix, limit);
          writeNames(json, "attribute", keys, prefix, limit);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code GET /api/v1/logs/fields/{field}/values} */
  public void values(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    Field field = Field.named(parameters.path("field", Parsers::text, ""));
    LogCondition condition = LogConditions.read(parameters);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    String prefix = parameters.optional("prefix", Parsers::text, "");
    int limit = parameters.optional("limit", Parsers::limit, DEFAULT_VALUES);
    if (field.kind() == Field.Kind.BODY) {
      parameters.fault("field", "has no values to choose from; search for its words");
    }
    parameters.check();
    LogFieldValues values =
        slots.run(
            () ->
                store.values(field, prefix, condition, range.start(), range.end(), limit, BUDGET));
    JsonAnswer.send(request, json -> writeValues(json, values));
  }

  private static void writeNames(
      JsonGenerator json, String kind, List<String> names, String prefix, int limit)
      throws IOException {
    List<String> matching =
        names.stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix))
            .limit(limit)
            .toList();
    for (String name : matching) {
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeStringField("kind", kind);
      json.writeEndObject();
    }
  }

  private static void writeValues(JsonGenerator json, LogFieldValues values) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("values");
    for (LogFieldValues.Value value : values.values()) {
      json.writeStartObject();
      json.writeStringField("value", value.text());
      json.writeNumberField("count", value.records());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("records", values.records());
    json.writeBooleanField("complete", values.complete());
    json.writeEndObject();
  }
}
