package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.spanstone.otlp.Slice;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.json.TraceJson;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Accept;
import io.spanstone.query.request.PageAsked;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.storage.traces.InvalidCursorException;
import io.spanstone.storage.traces.StoredTrace;
import io.spanstone.storage.traces.TracePage;
import io.spanstone.storage.traces.TraceQuery;
import io.spanstone.storage.traces.TraceStore;
import io.spanstone.storage.traces.TraceSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Finding traces and showing one. Thread-safe. */
public final class TracesApi {
  private static final int DEFAULT_LIMIT = 20;
  private static final String PROTOBUF = "application/x-protobuf";
  private static final List<String> TRACE_MEDIA_TYPES = List.of(JsonAnswer.MEDIA_TYPE, PROTOBUF);

  private final TraceStore store;
  private final SearchSlots slots;
  private final Duration budget;
  private final InstantSource clock;

  public TracesApi(TraceStore store, SearchSlots slots, Duration budget, InstantSource clock) {
    this.store = store;
    this.slots = slots;
    this.budget = budget;
    this.clock = clock;
  }

  /** {@code GET /api/v1/traces} */
  public void search(Context request) throws IOException {
    TraceQuery query = query(Parameters.of(request));
    TracePage page = slots.run(() -> page(query));
    JsonAnswer.send(request, json -> writePage(json, page));
  }

  /** {@code GET /api/v1/traces/{traceId}} */
  public void get(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    Slice traceId = parameters.path("traceId", Parsers::traceId, Slice.EMPTY);
    parameters.check();
    String mediaType = Accept.choose(request, TRACE_MEDIA_TYPES);
    request.header(Header.VARY, "Accept, Accept-Encoding");
    StoredTrace trace = slots.run(() -> store.byId(traceId, budget));
    if (trace.spanCount() == 0) {
      throw new ProblemException(absent(request.pathParam("traceId"), trace.complete()));
    }
    if (mediaType.equals(PROTOBUF)) {
      sendProtobuf(request, trace);
    } else {
      TraceJson json = new TraceJson(trace.tracesData());
      JsonAnswer.send(request, out -> json.write(out, traceId, trace.complete()));
    }
  }

  private TraceQuery query(Parameters parameters) {
    PageAsked asked = PageAsked.of(parameters, clock.instant(), DEFAULT_LIMIT);
    TraceQuery.Builder query =
        TraceQuery.between(asked.start(), asked.end())
            .service(parameters.optional("service", Parsers::text))
            .operation(parameters.optional("operation", Parsers::text))
            .kind(parameters.optional("kind", Parsers::spanKind))
            .status(parameters.optional("status", Parsers::status))
            .limit(asked.limit())
            .cursor(asked.cursor());
    Duration min = parameters.optional("minDuration", Parsers::duration);
    Duration max = parameters.optional("maxDuration", Parsers::duration);
    if (min != null && max != null && min.compareTo(max) > 0) {
      parameters.fault("minDuration", "must not be longer than maxDuration");
    }
    query.minDuration(min).maxDuration(max);
    for (TraceQuery.Attribute condition : parameters.repeatable("attribute", Parsers::attribute)) {
      query.attribute(condition.key(), condition.value());
    }
    parameters.check();
    return query.build();
  }

  private TracePage page(TraceQuery query) throws IOException {
    try {
      return store.search(query, budget);
    } catch (InvalidCursorException e) {
      throw SearchPages.notOfThisSearch();
    }
  }

  private static void writePage(JsonGenerator json, TracePage page) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("traces");
    for (TraceSummary trace : page.traces()) {
      writeSummary(json, trace);
    }
    json.writeEndArray();
    SearchPages.writeReach(json, page.complete(), page.scannedUntil(), page.cursor());
    json.writeEndObject();
  }

  private static void writeSummary(JsonGenerator json, TraceSummary trace) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", trace.traceId());
    json.writeStringField("rootService", trace.rootService());
    json.writeStringField("rootOperation", trace.rootOperation());
    json.writeStringField("startTime", time(trace.startTimeUnixNano()).toString());
    json.writeNumberField("durationNanos", trace.durationNanos());
    json.writeNumberField("spanCount", trace.spanCount());
    json.writeNumberField("errorCount", trace.errorCount());
    json.writeArrayFieldStart("services");
    for (String service : trace.services()) {
      json.writeString(service);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void sendProtobuf(Context request, StoredTrace trace) throws IOException {
    Slice data = trace.tracesData();
    request.contentType(PROTOBUF).header(Header.CACHE_CONTROL, "no-store");
    request.header("Spanstone-Complete", Boolean.toString(trace.complete()));
    request.outputStream().write(data.array(), data.from(), data.length());
  }

  private Problem absent(String traceId, boolean complete) {
    return complete
        ? Problem.of(
            HttpStatus.NOT_FOUND,
            "no spans of trace %s are stored; they take a few seconds to arrive, and are dropped"
                    .formatted(traceId)
                + " when they are older than the retention")
        : Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "trace %s was not found within %d ms, and not all blocks were looked at"
                    .formatted(traceId, budget.toMillis()))
            .withHeader(Header.RETRY_AFTER, "1");
  }

  private static Instant time(long unixNano) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(unixNano, 1_000_000_000),
        Long.remainderUnsigned(unixNano, 1_000_000_000));
  }
}
