package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.patterns.CountPage;
import io.spanstone.query.patterns.ExceptionReader;
import io.spanstone.query.patterns.ExceptionSummary;
import io.spanstone.query.patterns.PatternQuery;
import io.spanstone.query.patterns.PatternReader;
import io.spanstone.query.patterns.PatternSummary;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What log records have in common, with their numbers: the patterns of their messages, or the
 * groups of their exceptions. Thread-safe.
 *
 * @param <E> one of them
 */
public final class LogCountsApi<E> {
  private static final int DEFAULT_LIMIT = 100;

  private final String name;
  private final Reader<E> reader;
  private final EntryWriter<E> writer;
  private final SearchSlots slots;
  private final InstantSource clock;

  private LogCountsApi(
      String name,
      Reader<E> reader,
      EntryWriter<E> writer,
      SearchSlots slots,
      InstantSource clock) {
    this.name = name;
    this.reader = reader;
    this.writer = writer;
    this.slots = slots;
    this.clock = clock;
  }

  private interface Reader<E> {
    CountPage<E> read(PatternQuery query) throws IOException;
  }

  private interface EntryWriter<E> {
    /** Writes what an entry begins with, then its numbers, into the object that is open. */
    void write(JsonGenerator json, E entry) throws IOException;
  }

  /** {@code GET /api/v1/logs/patterns} */
  public static LogCountsApi<PatternSummary> patterns(
      PatternReader reader, SearchSlots slots, InstantSource clock) {
    return new LogCountsApi<>("patterns", reader::read, LogCountsApi::write, slots, clock);
  }

  /** {@code GET /api/v1/logs/exceptions} */
  public static LogCountsApi<ExceptionSummary> exceptions(
      ExceptionReader reader, SearchSlots slots, InstantSource clock) {
    return new LogCountsApi<>("exceptions", reader::read, LogCountsApi::write, slots, clock);
  }

  public void list(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    String service = parameters.optional("service", Parsers::text);
    List<String> severities = parameters.repeatable("severity", Parsers::level);
    int limit = parameters.optional("limit", Parsers::limit, DEFAULT_LIMIT);
    parameters.check();
    PatternQuery query =
        new PatternQuery(range.start(), range.end(), service, Set.copyOf(severities));
    CountPage<E> page = slots.run(() -> reader.read(query));
    JsonAnswer.send(request, json -> write(json, page, limit));
  }

  private void write(JsonGenerator json, CountPage<E> page, int limit) throws IOException {
    json.writeStartObject();
    json.writeStringField("start", page.start().toString());
    json.writeNumberField("stepSeconds", page.step().toSeconds());
    json.writeNumberField("total", page.entries().size());
    json.writeArrayFieldStart(name);
    for (E each : page.entries().stream().limit(limit).toList()) {
      json.writeStartObject();
      writer.write(json, each);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("complete", page.scannedUntil() == null);
    if (page.scannedUntil() != null) {
      json.writeStringField("scannedUntil", page.scannedUntil().toString());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PatternSummary pattern) throws IOException {
    json.writeStringField("id", pattern.id());
    json.writeStringField("template", pattern.template());
    json.writeArrayFieldStart("ids");
    for (String id : pattern.ids()) {
      json.writeString(id);
    }
    json.writeEndArray();
    json.writeStringField("service", pattern.service());
    CountsJson.write(json, pattern.counts());
    CountsJson.writeExample(json, "body", pattern.example());
  }

  private static void write(JsonGenerator json, ExceptionSummary exception) throws IOException {
    ExceptionSummary.Group group = exception.group();
    json.writeStringField("id", group.id());
    json.writeStringField("type", group.type());
    json.writeStringField("rootType", group.rootType());
    json.writeStringField("location", group.location());
    json.writeStringField("source", exception.source().name().toLowerCase(Locale.ROOT));
    json.writeStringField("service", group.service());
    CountsJson.write(json, exception.counts());
    CountsJson.writeExample(json, "message", exception.example());
  }
}
