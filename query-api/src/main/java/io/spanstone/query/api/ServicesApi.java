package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.json.SpanNames;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import io.spanstone.storage.red.OperationSummary;
import io.spanstone.storage.red.RedStore;
import io.spanstone.storage.red.ServiceSummaries;
import io.spanstone.storage.red.ServiceSummary;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The services and what they do. Thread-safe. */
public final class ServicesApi {
  private final RedStore store;
  private final RedSearch search;
  private final InstantSource clock;

  public ServicesApi(RedStore store, RedSearch search, InstantSource clock) {
    this.store = store;
    this.search = search;
    this.clock = clock;
  }

  /** {@code GET /api/v1/services} */
  public void list(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    parameters.check();
    ServiceSummaries found =
        search.run(limits -> store.services(range.start(), range.end(), limits));
    JsonAnswer.send(request, json -> writeServices(json, found));
  }

  /** {@code GET /api/v1/services/{service}/operations} */
  public void operations(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    String service = parameters.path("service", Parsers::text, "");
    TimeRange range = TimeRange.of(parameters, clock.instant());
    parameters.check();
    List<OperationSummary> found =
        search.run(limits -> store.operations(service, range.start(), range.end(), limits));
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

  private static void writeOperations(JsonGenerator json, List<OperationSummary> found)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("operations");
    for (OperationSummary operation : found) {
      json.writeStartObject();
      json.writeStringField("name", operation.name());
      json.writeStringField("kind", SpanNames.kind(operation.kind()));
      json.writeNumberField("ratePerSecond", operation.ratePerSecond());
      json.writeNumberField("errorRate", operation.errorRate());
      writePercentiles(json, operation.p50Nanos(), operation.p95Nanos(), operation.p99Nanos());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writePercentiles(JsonGenerator json, long p50, long p95, long p99)
      throws IOException {
    json.writeNumberField("p50Nanos", p50);
    json.writeNumberField("p95Nanos", p95);
    json.writeNumberField("p99Nanos", p99);
  }
}
