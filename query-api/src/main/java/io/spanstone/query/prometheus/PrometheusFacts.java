package io.spanstone.query.prometheus;

import io.javalin.http.Context;
import java.io.IOException;

/** What clients of Prometheus ask about the server itself. Thread-safe. */
public final class PrometheusFacts {
  /**
   * Clients choose by it what to ask for: this is the Prometheus whose API and PromQL these are.
   */
  private static final String COMPATIBLE_VERSION = "3.0.0";

  private final String version;

  /**
   * @param version of Spanstone
   */
  public PrometheusFacts(String version) {
    this.version = version;
  }

  /** {@code /prometheus/api/v1/status/buildinfo} */
  public void buildInfo(Context request) throws IOException {
    Success.send(
        request,
        json -> {
          json.writeStartObject();
          json.writeStringField("version", COMPATIBLE_VERSION);
          json.writeStringField("revision", "Spanstone " + version);
          json.writeStringField("branch", "");
          json.writeStringField("buildUser", "");
          json.writeStringField("buildDate", "");
          json.writeStringField("goVersion", "");
          json.writeEndObject();
        });
  }
}
