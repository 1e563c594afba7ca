package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.patterns.PatternPage;
import io.spanstone.query.patterns.PatternQuery;
import io.spanstone.query.patterns.PatternReader;
import io.spanstone.query.patterns.PatternSummary;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** What log messages have in common. Thread-safe. */
public final class LogPatternsApi {
  private static final int DEFAULT_LIMIT = 100;

  private final PatternReader reader;
  private final SearchSlots slots;
  private final InstantSource clock;

  public LogPatternsApi(PatternReader reader, SearchSlots slots, InstantSource clock) {
    this.reader = reader;
    this.slots = slots;
    this.clock = clock;
  }

  /** {@code GET /api/v1/logs/patterns} */
  public void list(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    String service = parameters.optional("service", Parsers::text);
    List<String> severities = parameters.repeatable("severity", Parsers::level);
    int limit = parameters.optional("limit", Parsers::limit, DEFAULT_LIMIT);
    parameters.check();
    PatternQuery query =
        new PatternQuery(range.start(), range.end(), service, Set.copyOf(severities));
    PatternPage page = slots.run(() -> reader.read(query));
    JsonAnswer.send(request, json -> write(json, page, limit));
  }

  private static void write(JsonGenerator json, PatternPage page, int limit) throws IOException {
    json.writeStartObject();
    CountsJson.writeRange(json, page.start(), page.step(), page.patterns().size());
    json.writeArrayFieldStart("patterns");
    for (PatternSummary each : page.patterns().stream().limit(limit).toList()) {
      write(json, each);
    }
    json.writeEndArray();
    CountsJson.writeComplete(json, page.scannedUntil());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PatternSummary pattern) throws IOException {
    json.writeStartObject();
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
    json.writeEndObject();
  }
}
