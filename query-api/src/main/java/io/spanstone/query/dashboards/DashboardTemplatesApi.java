package io.spanstone.query.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.spanstone.query.json.JsonAnswer;
import io.spanstone.query.request.Parameters;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Dashboards that are ready to be posted. Thread-safe. */
public final class DashboardTemplatesApi {
  private static final List<String> IDS =
      List.of("red", "jvm", "databases-and-queues", "capacity", "telemetry");

  /** {@code GET /api/v1/dashboard-templates} */
  public void list(Context request) throws IOException {
    Parameters.of(request).check();
    JsonAnswer.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("templates");
          for (String id : IDS) {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeFieldName("dashboard");
            json.writeRawValue(text(id));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static String text(String id) throws IOException {
    String file = id + ".json";
    try (InputStream in = DashboardTemplatesApi.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException(file);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
