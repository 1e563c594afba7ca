package io.spanstone.benchmarks.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spanstone.benchmarks.ingest.Load;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What agents of a dozen services with three instances each tell of their heaps and circuit
 * breakers, every ten seconds over OTLP/HTTP, until it is closed.
 */
final class SteadyGauges implements AutoCloseable {
  private static final int INSTANCES = 3;
  private static final long PERIOD_SECONDS = 10;

  private final Load load;
  private final List<String> services;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> sending;

  /** Starts at once. */
  SteadyGauges(URI otlp, List<String> services) {
    this.load = new Load(otlp.resolve("/v1/metrics"), "application/json");
    this.services = services;
    this.sending =
        thread.submit(
            () -> {
              send();
              return null;
            });
  }

  /** Fails if they could not be sent. */
  void check() throws IOException, InterruptedException {
    if (sending.isDone()) {
      try {
        sending.get();
      } catch (ExecutionException e) {
        throw new IOException("the steady gauges failed", e.getCause());
      }
    }
  }

  private void send() throws IOException, InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      long begun = System.nanoTime();
      load.send(List.of(request(Instant.now()).getBytes(UTF_8)));
      long took = System.nanoTime() - begun;
      TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(PERIOD_SECONDS) - took);
    }
  }

  private String request(Instant at) {
    StringBuilder resources = new StringBuilder();
    for (String service : services) {
      for (int instance = 0; instance < INSTANCES; instance++) {
        resources
            .append(resources.isEmpty() ? "" : ",")
            .append(resource(service, service + "-" + instance, at.toEpochMilli() + "000000"));
      }
    }
    return "{\"resourceMetrics\":[" + resources + "]}";
  }

  private static String resource(String service, String instance, String unixNano) {
    String heap = "\"jvm.memory.type\",\"value\":{\"stringValue\":\"heap\"}";
    String breaker = "\"circuit.breaker.name\",\"value\":{\"stringValue\":\"stock\"}";
    String state = "\"circuit.breaker.state\",\"value\":{\"stringValue\":\"%s\"}";
    return """
        {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}},
        {"key":"service.instance.id","value":{"stringValue":"%s"}}]},
        "scopeMetrics":[{"metrics":[%s,%s,%s]}]}"""
        .formatted(
            service,
            instance,
            metric("jvm.memory.used", "By", point(unixNano, 200_000_000, heap)),
            metric("jvm.memory.limit", "By", point(unixNano, 400_000_000, heap)),
            metric(
                "circuit.breaker.state",
                "",
                point(unixNano, 1, breaker, state.formatted("closed"))
                    + ","
                    + point(unixNano, 0, breaker, state.formatted("open"))));
  }

  private static String metric(String name, String unit, String points) {
    return "{\"name\":\"%s\",\"unit\":\"%s\",\"gauge\":{\"dataPoints\":[%s]}}"
        .formatted(name, unit, points);
  }

  private static String point(String unixNano, long value, String... attributes) {
    return "{\"timeUnixNano\":\"%s\",\"asInt\":\"%d\",\"attributes\":[{\"key\":%s}]}"
        .formatted(unixNano, value, String.join("},{\"key\":", attributes));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
