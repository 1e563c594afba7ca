package io.spanstone.query.dashboards.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.problem.Problem;
import io.spanstone.query.problem.ProblemException;
import io.spanstone.query.request.JsonBodies;
import io.spanstone.query.request.JsonFault;
import io.spanstone.query.request.Parameters;
import java.io.IOException;

/** Makes dashboards of ours of Grafana's. Thread-safe. */
public final class GrafanaApi {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** {@code POST /api/v1/dashboards:convert}: stores nothing. */
  public void convert(Context request) throws IOException {
    Parameters.of(request).check();
    GrafanaDashboard converted = GrafanaDashboard.of(read(JsonBodies.bytes(request)));
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeFieldName("dashboard");
          JSON.writeValue(json, converted.dashboard());
          json.writeArrayFieldStart("notes");
          for (Notes.Note each : converted.notes()) {
            json.writeStartObject();
            json.writeStringField("where", each.where());
            json.writeStringField("message", each.message());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static JsonNode read(byte[] body) throws IOException {
    String fault = "the body must be a dashboard of Grafana's, a JSON object";
    try {
      JsonNode json = JSON.readTree(body);
      if (json != null && json.isObject()) {
        return GrafanaDashboard.checked(json);
      }
    } catch (JsonProcessingException e) {
      fault += ", and is no JSON: " + JsonFault.of(e);
    }
    throw new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, fault));
  }
}
