package io.spanstone.query.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a request is not answered as asked, for a person and for a program. Immutable.
 *
 * <p>Source: RFC 9457, Problem Details for HTTP APIs. The type is always {@code about:blank}: the
 * status says what kind of problem it is, {@code errors} which parameters caused it.
 *
 * @param status the HTTP status
 * @param detail what happened and what to do about it
 * @param errors every fault of the request's parameters; empty if they are not the cause
 * @param headers to be sent along, such as {@code Retry-After}
 */
public record Problem(
    HttpStatus status, String detail, List<ParameterFault> errors, Map<String, String> headers) {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final int MOST_ERRORS = 100;

  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  public static Problem of(HttpStatus status, String detail) {
    return new Problem(status, detail, List.of(), Map.of());
  }

  /** A 400 that names every fault, or the first hundred; there must be one at least. */
  public static Problem ofParameters(List<ParameterFault> faults) {
    List<ParameterFault> named = faults.subList(0, Math.min(faults.size(), MOST_ERRORS));
    String detail =
        named.stream()
            .map(fault -> fault.parameter() + ": " + fault.message())
            .collect(Collectors.joining("; "));
    if (named.size() < faults.size()) {
      detail += "; and %d more faults".formatted(faults.size() - named.size());
    }
    return new Problem(HttpStatus.BAD_REQUEST, detail, named, Map.of());
  }

  /** This problem with one more header. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Problem(status, detail, errors, more);
  }

  /**
   * Writes the problem as a JSON object.
   *
   * @param path of the request, as {@code instance}
   */
  public void writeTo(JsonGenerator json, String path) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "about:blank");
    json.writeStringField("title", status.getMessage());
    json.writeNumberField("status", status.getCode());
    json.writeStringField("detail", detail);
    json.writeStringField("instance", path);
    if (!errors.isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (ParameterFault fault : errors) {
        json.writeStartObject();
        json.writeStringField("parameter", fault.parameter());
        json.writeStringField("message", fault.message());
        if (fault.position() != null) {
          json.writeNumberField("position", fault.position());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
