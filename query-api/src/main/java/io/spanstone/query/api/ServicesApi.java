package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.json.SpanNames;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import io.spanstone.storage.OperationSummaries;
import io.spanstone.storage.OperationSummary;
import io.spanstone.storage.ServiceSummaries;
import io.spanstone.storage.ServiceSummary;
import io.spanstone.storage.TraceStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** The services and what they do. Thread-safe. */
public final class ServicesApi {
  private final TraceStore store;
  private final SearchSlots slots;
  private final Duration budget;
  private final InstantSource clock;

  public ServicesApi(TraceStore store, SearchSlots slots, Duration budget, InstantSource clock) {
    this.store = store;
    this.slots = slots;
    this.budget = budget;
    this.clock = clock;
  }

  /** {@code GET /api/v1/services} */
  public void list(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    parameters.check();
    ServiceSummaries found = slots.run(() -> store.services(range.start(), range.end(), budget));
    JsonAnswer.send(request, json -> writeServices(json, found));
  }

  /** {@code GET /api/v1/services/{service}/operations} */
  public void operations(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    String service = parameters.path("service", Parsers::text, "");
    TimeRange range = TimeRange.of(parameters, clock.instant());
    parameters.check();
    OperationSummaries found =
        slots.run(() -> store.operations(service, range.start(), range.end(), budget));
    JsonAnswer.send(request, json -> writeOperations(json, found));
  }

  private static void writeServices(JsonGenerator json, ServiceSummaries found) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("services");
    for (ServiceSummary service : found.services()) {
      json.writeStartObject();
      json.writeStringField("name", service.name());
      json.writeStringField("namespace", service.namespace());
      json.writeNumberField("instances", service.instances());
      json.writeNumberField("ratePerSecond", service.ratePerSecond());
      json.writeNumberField("errorRate", service.errorRate());
      writePercentiles(json, service.p50Nanos(), service.p95Nanos(), service.p99Nanos());
      json.writeStringField("lastSeen", service.lastSeen().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("complete", found.complete());
    json.writeEndObject();
  }

  private static void writeOperations(JsonGenerator json, OperationSummaries found)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("operations");
    for (OperationSummary operation : found.operations()) {
      json.writeStartObject();
      json.writeStringField("name", operation.name());
      json.writeStringField("kind", SpanNames.kind(operation.kind()));
      json.writeNumberField("ratePerSecond", operation.ratePerSecond());
      json.writeNumberField("errorRate", operation.errorRate());
      writePercentiles(json, operation.p50Nanos(), operation.p95Nanos(), operation.p99Nanos());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("complete", found.complete());
    json.writeEndObject();
  }

  private static void writePercentiles(JsonGenerator json, long p50, long p95, long p99)
      throws IOException {
    json.writeNumberField("p50Nanos", p50);
    json.writeNumberField("p95Nanos", p95);
    json.writeNumberField("p99Nanos", p99);
  }
}
