package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import io.spanstone.query.topology.Dependency;
import io.spanstone.query.topology.DependencyGraph;
import io.spanstone.query.topology.DependencyReader;
import java.io.IOException;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Who calls whom. Thread-safe. */
public final class DependenciesApi {
  private final DependencyReader reader;
  private final SearchSlots slots;
  private final InstantSource clock;

  public DependenciesApi(DependencyReader reader, SearchSlots slots, InstantSource clock) {
    this.reader = reader;
    this.slots = slots;
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
    parameters.check();
    DependencyGraph all = slots.run(() -> reader.read(range.start(), range.end()));
    DependencyGraph graph = part(all, service, depth == null ? 1 : depth);
    JsonAnswer.send(request, json -> write(json, graph));
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
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("edges");
    for (Dependency each : graph.dependencies()) {
      write(json, each);
    }
    json.writeEndArray();
    json.writeBooleanField("complete", graph.scannedUntil() == null);
    if (graph.scannedUntil() != null) {
      json.writeStringField("scannedUntil", graph.scannedUntil().toString());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Dependency edge) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", edge.source());
    json.writeStringField("target", edge.target());
    json.writeStringField("type", edge.type());
    json.writeNumberField("calls", edge.calls());
    json.writeNumberField("errors", edge.errors());
    json.writeNumberField("p50Nanos", edge.durationNanos(0.5));
    json.writeNumberField("p95Nanos", edge.durationNanos(0.95));
    json.writeNumberField("p99Nanos", edge.durationNanos(0.99));
    writeIfKnown(json, "queueP50Nanos", edge.queuedNanos(0.5));
    writeIfKnown(json, "queueP95Nanos", edge.queuedNanos(0.95));
    writeIfKnown(json, "queueP99Nanos", edge.queuedNanos(0.99));
    json.writeEndObject();
  }

  private static void writeIfKnown(JsonGenerator json, String name, OptionalLong nanos)
      throws IOException {
    if (nanos.isPresent()) {
      json.writeNumberField(name, nanos.getAsLong());
    }
  }
}
