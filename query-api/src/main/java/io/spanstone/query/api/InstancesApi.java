package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.metric.LimitExceededException;
import io.spanstone.query.instances.Instance;
import io.spanstone.query.instances.InstanceReader;
import io.spanstone.query.instances.Registration;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.Parameters;
import io.spanstone.query.request.Parsers;
import io.spanstone.query.request.TimeRange;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The processes of services, and whether they live. Thread-safe. */
public final class InstancesApi {
  private final InstanceReader reader;
  private final SearchSlots slots;
  private final InstantSource clock;

  public InstancesApi(InstanceReader reader, SearchSlots slots, InstantSource clock) {
    this.reader = reader;
    this.slots = slots;
    this.clock = clock;
  }

  /** {@code GET /api/v1/instances} */
  public void list(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    answer(request, parameters, parameters.optional("service", Parsers::text));
  }

  /** {@code GET /api/v1/services/{service}/instances} */
  public void ofService(Context request) throws IOException {
    Parameters parameters = Parameters.of(request);
    answer(request, parameters, parameters.path("service", Parsers::text, ""));
  }

  private void answer(Context request, Parameters parameters, @Nullable String service)
      throws IOException {
    Instant now = clock.instant();
    TimeRange range = TimeRange.of(parameters, now);
    parameters.check();
    Instant seenAt = range.end().isBefore(now) ? range.end() : now;
    InstanceReader.Found found = find(service, range.start(), seenAt);
    JsonAnswer.send(request, json -> write(json, found, seenAt));
  }

  private InstanceReader.Found find(@Nullable String service, Instant start, Instant end)
      throws IOException {
    try {
      return slots.run(() -> reader.read(service, start, end));
    } catch (LimitExceededException e) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "more instances sent metrics in this time than can be listed; ask for a shorter time"));
    }
  }

  private static void write(JsonGenerator json, InstanceReader.Found found, Instant seenAt)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("instances");
    for (Instance each : found.instances()) {
      json.writeStartObject();
      json.writeStringField("service", each.service());
      json.writeStringField("id", each.id());
      json.writeStringField("state", each.liveness(seenAt).id());
      json.writeStringField("lastHeard", text(each.lastHeard()));
      json.writeStringField("version", each.facts().version());
      json.writeStringField("host", each.facts().host());
      json.writeStringField("startTime", text(each.facts().startTime()));
      json.writeStringField("language", each.facts().language());
      json.writeStringField("agent", each.facts().agent());
      write(json, each.registration());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("complete", found.complete());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, @Nullable Registration registration)
      throws IOException {
    if (registration == null) {
      json.writeNullField("registration");
      return;
    }
    json.writeObjectFieldStart("registration");
    json.writeStringField("type", registration.type());
    json.writeStringField("application", registration.application());
    json.writeStringField("id", registration.id());
    json.writeStringField("status", registration.status());
    json.writeStringField("lastHeartbeat", text(registration.lastHeartbeat()));
    json.writeEndObject();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
