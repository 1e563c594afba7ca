package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.patterns.ExceptionPage;
import io.spanstone.query.patterns.ExceptionReader;
import io.spanstone.query.patterns.ExceptionSummary;
import io.spanstone.query.patterns.PatternQuery;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Which exceptions there are in log records. Thread-safe. */
public final class LogExceptionsApi {
  private static final int DEFAULT_LIMIT = 100;

  private final ExceptionReader reader;
  private final SearchSlots slots;
  private final InstantSource clock;

  public LogExceptionsApi(ExceptionReader reader, SearchSlots slots, InstantSource clock) {
    this.reader = reader;
    this.slots = slots;
    this.clock = clock;
  }

  /** {@code GET /api/v1/logs/exceptions} */
  public void list(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    String service = parameters.optional("service", Parsers::text);
    List<String> severities = parameters.repeatable("severity", Parsers::level);
    int limit = parameters.optional("limit", Parsers::limit, DEFAULT_LIMIT);
    parameters.check();
    PatternQuery query =
        new PatternQuery(range.start(), range.end(), service, Set.copyOf(severities));
    ExceptionPage page = slots.run(() -> reader.read(query));
    JsonAnswer.send(request, json -> write(json, page, limit));
  }

  private static void write(JsonGenerator json, ExceptionPage page, int limit) throws IOException {
    json.writeStartObject();
    CountsJson.writeRange(json, page.start(), page.step(), page.exceptions().size());
    json.writeArrayFieldStart("exceptions");
    for (ExceptionSummary each : page.exceptions().stream().limit(limit).toList()) {
      write(json, each);
    }
    json.writeEndArray();
    CountsJson.writeComplete(json, page.scannedUntil());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ExceptionSummary exception) throws IOException {
    ExceptionSummary.Group group = exception.group();
    json.writeStartObject();
    json.writeStringField("id", group.id());
    json.writeStringField("type", group.type());
    json.writeStringField("rootType", group.rootType());
    json.writeStringField("location", group.location());
    json.writeStringField("service", group.service());
    CountsJson.write(json, exception.counts());
    CountsJson.writeExample(json, "message", exception.example());
    json.writeEndObject();
  }
}
