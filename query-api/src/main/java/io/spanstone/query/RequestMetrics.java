package io.spanstone.query;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spanstone.query.api.LogTailApi;
import java.time.Duration;

/**
 * Times every request by route, method and status: {@code spanstone.query.requests}. Paths that are
 * no route count as one, so that nobody can make up time series. Live tails, which end when their
 * reader goes, are not timed. Thread-safe.
 */
final class RequestMetrics {
  private static final String STARTED_NANOS = "spanstone.started-nanos";

  private final MeterRegistry registry;

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void begin(Context request) {
    request.attribute(STARTED_NANOS, System.nanoTime());
  }

  void end(Context request) {
    Long startedNanos = request.attribute(STARTED_NANOS);
    String mediaType = request.res().getContentType();
    boolean endless = mediaType != null && mediaType.startsWith(LogTailApi.MEDIA_TYPE);
    if (startedNanos == null || endless) {
      return;
    }
    Endpoint route = request.endpoints().lastHttpEndpoint();
    Timer.builder("spanstone.query.requests")
        .description("Time to answer a request of the query API and the web UI")
        .tag("route", route == null ? "none" : route.path)
        .tag("method", route == null ? "any" : request.method().name())
        .tag("status", Integer.toString(request.statusCode()))
        .serviceLevelObjectives(
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry)
        .record(Duration.ofNanos(System.nanoTime() - startedNanos));
  }
}
