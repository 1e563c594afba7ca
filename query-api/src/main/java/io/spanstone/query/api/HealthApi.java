package io.spanstone.query.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.query.json.JsonAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Whether the process lives, and whether it can do its work. Thread-safe. */
public final class HealthApi {

  private record Result(String name, boolean ready, @Nullable String detail) {}

  private final Map<String, Callable<Boolean>> checks;

  /**
   * @param checks by name, in the order in which they are listed
   */
  public HealthApi(Map<String, Callable<Boolean>> checks) {
    this.checks = new LinkedHashMap<>(checks);
  }

  /** {@code GET /healthz}: 200 as long as there is somebody to say so. */
  public void live(Context request) throws IOException {
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "up");
          json.writeEndObject();
        });
  }

  /** {@code GET /readyz}: 200 if every check says yes, else 503. */
  public void ready(Context request) throws IOException {
    List<Result> results = new ArrayList<>();
    checks.forEach((name, probe) -> results.add(run(name, probe)));
    boolean ready = results.stream().allMatch(Result::ready);
    JsonAnswer.send(
        request,
        ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        json -> write(json, ready, results));
  }

  private static Result run(String name, Callable<Boolean> probe) {
    try {
      return new Result(name, probe.call(), null);
    } catch (Exception e) {
      String message = e.getMessage();
      return new Result(name, false, message == null ? e.toString() : message);
    }
  }

  private static void write(JsonGenerator json, boolean ready, List<Result> results)
      throws IOException {
    json.writeStartObject();
    json.writeBooleanField("ready", ready);
    json.writeArrayFieldStart("checks");
    for (Result result : results) {
      json.writeStartObject();
      json.writeStringField("name", result.name());
      json.writeBooleanField("ready", result.ready());
      if (result.detail() != null) {
        json.writeStringField("detail", result.detail());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
