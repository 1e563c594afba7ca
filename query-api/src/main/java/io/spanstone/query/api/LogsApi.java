package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.json.LogJson;
import io.spanstone.query.problem.ParameterFault;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import io.spanstone.storage.logs.InvalidLogCursorException;
import io.spanstone.storage.logs.LogEntry;
import io.spanstone.storage.logs.LogPage;
import io.spanstone.storage.logs.LogQuery;
import io.spanstone.storage.logs.LogStore;
import io.spanstone.storage.logs.query.LogCondition;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Finding log records. Thread-safe. */
public final class LogsApi {
  private static final int DEFAULT_LIMIT = 100;

  private final LogStore store;
  private final SearchSlots slots;
  private final Duration budget;
  private final InstantSource clock;

  public LogsApi(LogStore store, SearchSlots slots, Duration budget, InstantSource clock) {
    this.store = store;
    this.slots = slots;
    this.budget = budget;
    this.clock = clock;
  }

  /** {@code GET /api/v1/logs} */
  public void search(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    LogCondition condition = LogConditions.read(parameters);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    int limit = parameters.optional("limit", Parsers::limit, DEFAULT_LIMIT);
    String cursor = parameters.optional("cursor", Parsers::text);
    parameters.check();
    LogQuery query = new LogQuery(condition, range.start(), range.end(), limit, cursor);
    LogPage page = slots.run(() -> page(query));
    JsonAnswer.send(request, json -> writePage(json, page));
  }

  private LogPage page(LogQuery query) throws IOException {
    try {
      return store.search(query, budget);
    } catch (InvalidLogCursorException e) {
      throw new ProblemException(
          Problem.ofParameters(
              List.of(
                  new ParameterFault(
                      "cursor",
                      "is not the cursor of a search with these conditions; repeat them all as"
                          + " they were, or leave the cursor out to search anew"))));
    }
  }

  private static void writePage(JsonGenerator json, LogPage page) throws IOException {
    LogJson logs = new LogJson();
    json.writeStartObject();
    json.writeArrayFieldStart("logs");
    for (LogEntry log : page.logs()) {
      logs.write(json, log);
    }
    json.writeEndArray();
    json.writeBooleanField("complete", page.complete());
    if (page.scannedUntil() != null) {
      json.writeStringField("scannedUntil", page.scannedUntil().toString());
    }
    json.writeStringField("cursor", page.cursor());
    json.writeEndObject();
  }
}
