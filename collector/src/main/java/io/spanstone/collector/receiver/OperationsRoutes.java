package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}, for those who operate the collector. */
final class OperationsRoutes {
  private static final MediaType PROMETHEUS_TEXT =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private OperationsRoutes() {}

  static void addTo(
      ServerBuilder server, PrometheusMeterRegistry meters, Supplier<Optional<String>> unready) {
    server
        .service("/healthz", (ctx, request) -> HttpResponse.of("ok\n"))
        .service("/readyz", mayBlock(() -> readiness(unready.get())))
        .service(
            "/metrics",
            mayBlock(() -> HttpResponse.of(HttpStatus.OK, PROMETHEUS_TEXT, meters.scrape())));
  }

  private static HttpResponse readiness(Optional<String> unready) {
    return unready
        .map(
            why ->
                HttpResponse.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    MediaType.PLAIN_TEXT_UTF_8,
                    "not ready: " + why + "\n"))
        .orElseGet(() -> HttpResponse.of("ready\n"));
  }

  private static HttpService mayBlock(Supplier<HttpResponse> answer) {
    return (ctx, request) ->
        HttpResponse.of(CompletableFuture.supplyAsync(answer, ctx.blockingTaskExecutor()));
  }
}
