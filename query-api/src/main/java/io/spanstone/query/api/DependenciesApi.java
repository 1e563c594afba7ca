package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import io.spanstone.query.topology.Breaker;
import io.spanstone.query.topology.BreakerReader;
import io.spanstone.query.topology.DependencyGraph;
import io.spanstone.storage.red.Calls;
import io.spanstone.storage.red.EdgeStore;
import io.spanstone.storage.red.EdgeSummaries;
import io.spanstone.storage.red.EdgeSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who calls whom. Thread-safe. */
public final class DependenciesApi {
  /** Services whose clocks are ahead of ours tell of states in our future. */
  private static final Duration CLOCKS_AHEAD = Duration.ofMinutes(1);

  private final EdgeStore store;
  private final BreakerReader breakerReader;
  private final SearchSlots slots;
  private final Duration budget;
  private final InstantSource clock;

  /**
   * @param budget how long a reading may take
   */
  public DependenciesApi(
      EdgeStore store,
      BreakerReader breakerReader,
      SearchSlots slots,
      Duration budget,
      InstantSource clock) {
    this.store = store;
    this.breakerReader = breakerReader;
    this.slots = slots;
    this.budget = budget;
    this.clock = clock;
  }

  /** {@code GET /api/v1/dependencies} */
  public void get(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    TimeRange range = TimeRange.of(parameters, clock.instant());
    String service = parameters.optional("service", Parsers::text);
    Integer depth = parameters.optional("depth", Parsers::depth);
    if (depth != null && service == null) {
      parameters.fault("depth", "says how far around a service; give service, too");
    }
    String operation = parameters.optional("operation", Parsers::text);
    if (operation != null && service == null) {
      parameters.fault("operation", "is one of a service; give service, too");
    }
    if (operation != null && depth != null) {
      parameters.fault("depth", "is 1 for an operation; leave it out");
    }
    parameters.check();
    DependencyGraph graph =
        service != null && operation != null
            ? slots.run(() -> read(range, operation)).ofService(service)
            : part(slots.run(() -> read(range, null)), service, depth == null ? 1 : depth);
    JsonAnswer.send(request, json -> write(json, graph));
  }

  /**
   * Reads all calls, or those of an operation.
   *
   * @param operation of any service; null for all
   */
  private DependencyGraph read(TimeRange range, @Nullable String operation) throws IOException {
    Instant latest = clock.instant().plus(CLOCKS_AHEAD);
    Instant end = range.end().isBefore(latest) ? range.end() : latest;
    try {
      List<Breaker> breakers = breakerReader.read(range.start(), end);
      if (operation == null) {
        return DependencyGraph.of(store.read(range.start(), range.end(), budget), breakers);
      }
      EdgeSummaries calls = store.ofOperation(operation, range.start(), range.end(), budget);
      return new DependencyGraph(calls.edges(), breakers, calls.scannedUntil());
    } catch (LimitExceededException e) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "the graph takes more than the server gives ("
                  + e.getMessage()
                  + "); ask for a shorter time"));
    }
  }

  private static DependencyGraph part(DependencyGraph all, @Nullable String service, int depth) {
    return service == null ? all : all.around(service, depth);
  }

  private static void write(JsonGenerator json, DependencyGraph graph) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("nodes");
    for (String node : graph.nodes()) {
      json.writeStartObject();
      json.writeStringField("id", node);
      json.writeStringField("type", DependencyGraph.type(node));
      write(json, graph.breakersOf(node));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("edges");
    for (EdgeSummary each : graph.edges()) {
      write(json, each, graph.breakersOn(each));
    }
    json.writeEndArray();
    json.writeBooleanField("complete", graph.scannedUntil() == null);
    if (graph.scannedUntil() != null) {
      json.writeStringField("scannedUntil", graph.scannedUntil().toString());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, EdgeSummary edge, List<Breaker> breakers)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("source", edge.client());
    json.writeStringField("target", edge.server());
    json.writeStringField("type", edge.type());
    Calls calls = edge.calls();
    json.writeNumberField("calls", calls.count());
    json.writeNumberField("errors", calls.errors());
    json.writeNumberField("p50Nanos", calls.p50Nanos());
    json.writeNumberField("p95Nanos", calls.p95Nanos());
    json.writeNumberField("p99Nanos", calls.p99Nanos());
    Calls queued = edge.queued();
    if (queued.count() > 0) {
      json.writeNumberField("queueP50Nanos", queued.p50Nanos());
      json.writeNumberField("queueP95Nanos", queued.p95Nanos());
      json.writeNumberField("queueP99Nanos", queued.p99Nanos());
    }
    write(json, breakers);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, List<Breaker> breakers) throws IOException {
    if (breakers.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("breakers");
    for (Breaker each : breakers) {
      json.writeStartObject();
      json.writeStringField("name", each.name());
      json.writeStringField("library", each.library());
      json.writeStringField("state", each.state());
      json.writeStringField("since", each.since().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
