package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.json.LogJson;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.PageAsked;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.storage.logs.InvalidLogCursorException;
import io.spanstone.storage.logs.LogContext;
import io.spanstone.storage.logs.LogEntry;
import io.spanstone.storage.logs.LogId;
import io.spanstone.storage.logs.LogPage;
import io.spanstone.storage.logs.LogQuery;
import io.spanstone.storage.logs.LogStore;
import io.spanstone.storage.logs.query.LogCondition;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finding log records. Thread-safe. */
public final class LogsApi {
  private static final int DEFAULT_LIMIT = 100;
  private static final int DEFAULT_NEIGHBOURS = 20;

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
    PageAsked asked = PageAsked.of(parameters, clock.instant(), DEFAULT_LIMIT);
    parameters.check();
    LogQuery query =
        new LogQuery(condition, asked.start(), asked.end(), asked.limit(), asked.cursor());
    LogPage page = slots.run(() -> page(query));
    JsonAnswer.send(request, json -> writePage(json, page));
  }

  /** {@code GET /api/v1/logs/context} */
  public void context(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    LogId id = parameters.required("id", Parsers::logId);
    int before = parameters.optional("before", Parsers::neighbours, DEFAULT_NEIGHBOURS);
    int after = parameters.optional("after", Parsers::neighbours, DEFAULT_NEIGHBOURS);
    parameters.check();
    if (id == null) {
      throw new IllegalStateException("what is required was checked");
    }
    Optional<LogContext> found = slots.run(() -> store.context(id, before, after, budget));
    LogContext context =
        found.orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        HttpStatus.NOT_FOUND,
                        "no log record %s is stored; it may be older than the retention"
                            .formatted(id.text()))));
    JsonAnswer.send(request, json -> writeContext(json, context));
  }

  private LogPage page(LogQuery query) throws IOException {
    try {
      return store.search(query, budget);
    } catch (InvalidLogCursorException e) {
      throw SearchPages.notOfThisSearch();
    }
  }

  private static void writeContext(JsonGenerator json, LogContext context) throws IOException {
    json.writeStartObject();
    writeLogs(json, "before", context.before());
    json.writeFieldName("log");
    new LogJson().write(json, context.log());
    writeLogs(json, "after", context.after());
    json.writeBooleanField("complete", context.complete());
    json.writeEndObject();
  }

  private static void writeLogs(JsonGenerator json, String field, List<LogEntry> logs)
      throws IOException {
    LogJson each = new LogJson();
    json.writeArrayFieldStart(field);
    for (LogEntry log : logs) {
      each.write(json, log);
    }
    json.writeEndArray();
  }

  private static void writePage(JsonGenerator json, LogPage page) throws IOException {
    json.writeStartObject();
    writeLogs(json, "logs", page.logs());
    SearchPages.writeReach(json, page.complete(), page.scannedUntil(), page.cursor());
    json.writeEndObject();
  }
}
