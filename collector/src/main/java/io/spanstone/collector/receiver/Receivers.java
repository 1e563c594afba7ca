package io.spanstone.collector.receiver;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.cors.CorsService;
import com.linecorp.armeria.server.cors.CorsServiceBuilder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.collector.journal.Journal;
import io.spanstone.collector.ledger.Ledger;
import io.spanstone.collector.remotewrite.RemoteWrite;
import io.spanstone.otlp.AcceptedTimes;
import io.spanstone.otlp.Signal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The listeners: OTLP/gRPC on one port, OTLP/HTTP on another. Thread-safe.
 *
 * <p>The HTTP port also takes Prometheus remote write and lines of logs, and answers {@code
 * /healthz} (200 while it accepts), {@code /readyz} and {@code /metrics}.
 */
public final class Receivers implements AutoCloseable {
  private static final Duration QUIET_PERIOD = Duration.ofMillis(100);
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PREFLIGHT_MAX_AGE = Duration.ofHours(2);

  private final Server grpc;
  private final Server http;
  private final ExecutorService workers;

  private Receivers(Server grpc, Server http, ExecutorService workers) {
    this.grpc = grpc;
    this.http = http;
    this.workers = workers;
  }

  /**
   * Starts both listeners; they accept when this returns.
   *
   * @param journal what is acknowledged is in it
   * @param ledger is told what is rejected; what is journaled, the journal's listener tells it
   * @param pointTimes what times of data points are accepted at the moment
   * @param meters where the receivers' metrics go, and what {@code /metrics} shows
   * @param unready why {@code /readyz} answers no; empty if it answers yes; may block
   * @throws IOException if a port cannot be listened on, naming it
   */
  public static Receivers start(
      ReceiverSettings settings,
      Journal journal,
      Ledger ledger,
      Supplier<AcceptedTimes> pointTimes,
      PrometheusMeterRegistry meters,
      Supplier<Optional<String>> unready)
      throws IOException {
    InFlight inFlight = new InFlight(settings.maxInFlightBytes());
    ReceiverMetrics metrics = new ReceiverMetrics(meters, inFlight);
    ExecutorService workers = workers();
    Intake intake =
        new Intake(
            settings.maxRequestBytes(), inFlight, pointTimes, journal, ledger, metrics, workers);
    RemoteWriteService remoteWrite =
        new RemoteWriteService(
            intake, new RemoteWrite(meters), pointTimes, metrics, settings.maxRequestBytes());
    Receivers receivers =
        new Receivers(
            grpc(settings, intake, metrics),
            http(settings, intake, remoteWrite, metrics, meters, unready),
            workers);
    try {
      start(receivers.grpc, "OTLP/gRPC", settings.bind(), settings.grpcPort());
      start(receivers.http, "OTLP/HTTP", settings.bind(), settings.httpPort());
      return receivers;
    } catch (IOException e) {
      receivers.close();
      throw e;
    }
  }

  public int grpcPort() {
    return grpc.activeLocalPort();
  }

  public int httpPort() {
    return http.activeLocalPort();
  }

  /** Stops accepting, answers the requests in flight, and closes the connections. Idempotent. */
  @Override
  public void close() {
    grpc.stop().runAfterBoth(http.stop(), workers::shutdown).join();
  }

  private static Server grpc(ReceiverSettings settings, Intake intake, ReceiverMetrics metrics) {
    ServerBuilder server = server(settings, settings.grpcPort());
    for (Signal signal : Signal.values()) {
      server.service(
          OtlpGrpcService.path(signal),
          new GrpcMethod(new OtlpGrpcService(signal, intake, metrics, settings)));
    }
    return server
        .service("/grpc.health.v1.Health/Check", GrpcMethod.health())
        .serviceUnder("/", GrpcMethod.unknown())
        .errorHandler(GrpcAnswers.errors())
        .build();
  }

  private static Server http(
      ReceiverSettings settings,
      Intake intake,
      RemoteWriteService remoteWrite,
      ReceiverMetrics metrics,
      PrometheusMeterRegistry meters,
      Supplier<Optional<String>> unready) {
    ServerBuilder server = server(settings, settings.httpPort());
    for (Signal signal : Signal.values()) {
      server.service(
          "/v1/" + signal.id(), cors(settings, new OtlpHttpService(signal, intake, metrics)));
    }
    server.service(
        LogLinesService.PATH,
        cors(settings, new LogLinesService(intake, metrics, settings.maxRequestBytes())));
    server.service(RemoteWriteService.PATH, remoteWrite);
    OperationsRoutes.addTo(server, meters, unready);
    server.serviceUnder("/", (ctx, request) -> HttpAnswers.nothingAt(request.headers()));
    return server.errorHandler(HttpAnswers.errors()).build();
  }

  private static HttpService cors(ReceiverSettings settings, HttpService service) {
    CorsServiceBuilder cors =
        settings.corsOrigins().contains("*")
            ? CorsService.builderForAnyOrigin()
            : CorsService.builder(settings.corsOrigins());
    return settings.corsOrigins().isEmpty()
        ? service
        : cors.allowRequestMethods(HttpMethod.POST)
            .allowAllRequestHeaders(true)
            .exposeHeaders(HttpHeaderNames.RETRY_AFTER)
            .maxAge(PREFLIGHT_MAX_AGE)
            .build(service);
  }

  /**
   * The length of requests is limited by the services, which know the answer to give. A request may
   * go on arriving after its answer, see {@link BodyCollector}.
   */
  private static ServerBuilder server(ReceiverSettings settings, int port) {
    return Server.builder()
        .port(new InetSocketAddress(settings.bind(), port), SessionProtocol.HTTP)
        .maxRequestLength(0)
        .requestTimeout(settings.requestTimeout())
        .requestAutoAbortDelay(settings.requestTimeout())
        .gracefulShutdownTimeout(QUIET_PERIOD, DRAIN_TIMEOUT)
        .disableServerHeader();
  }

  private static void start(Server server, String what, String bind, int port) throws IOException {
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new IOException(
          "cannot listen on " + bind + ":" + port + " for " + what + ": " + e.getCause(), e);
    }
  }

  private static ExecutorService workers() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        Math.max(2, Runtime.getRuntime().availableProcessors()),
        task -> {
          Thread thread = new Thread(task, "spanstone-intake-" + count.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        });
  }
}
