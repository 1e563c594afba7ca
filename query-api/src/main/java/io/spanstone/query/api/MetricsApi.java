package io.spanstone.query.api;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.NotFoundResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.query.request.Accept;
import java.io.IOException;
import java.util.List;

/** The process's own metrics. Thread-safe. */
public final class MetricsApi {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final MeterRegistry registry;

  /**
   * @param registry the metrics are served if it is Prometheus'
   */
  public MetricsApi(MeterRegistry registry) {
    this.registry = registry;
  }

  /** {@code GET /metrics}: Prometheus' text format, or OpenMetrics if that is preferred. */
  public void scrape(Context request) throws IOException {
    if (!(registry instanceof PrometheusMeterRegistry prometheus)) {
      throw new NotFoundResponse();
    }
    String offer =
        Accept.best(
            request.header(Header.ACCEPT), List.of("text/plain", "application/openmetrics-text"));
    String mediaType = "application/openmetrics-text".equals(offer) ? OPEN_METRICS : TEXT;
    request
        .contentType(mediaType)
        .header(Header.VARY, "Accept, Accept-Encoding")
        .header(Header.CACHE_CONTROL, "no-store");
    prometheus.scrape(request.outputStream(), mediaType);
  }
}
