package io.spanstone.query;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.spanstone.otlp.Signal;
import io.spanstone.query.alert.evaluate.AlertSettings;
import io.spanstone.query.prometheus.QueryRunner;
import io.spanstone.query.promql.PromqlSettings;
import io.spanstone.storage.Storage;
import io.spanstone.storage.cluster.StorageSettings;
import io.spanstone.storage.report.CollectorReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A real server on a free port and a client of it. Every answer that the client gets from a route
 * in {@code openapi.yaml} is held against that document.
 */
final class TestServer implements AutoCloseable {
  private static final OpenApiContract CONTRACT = OpenApiContract.load();

  /** Nobody listens here. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final Storage storage;
  private final QueryServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private final Routes routes;

  private TestServer(Storage storage, QueryServer server, Routes routes) {
    this.storage = storage;
    this.server = server;
    this.routes = routes;
  }

  /** How a server is to be started; by default without Elasticsearch, agent jar and collectors. */
  static final class Setup {
    private URI elasticsearch = NOWHERE;
    private String indexPrefix = "spanstone";
    private int port;
    private Path agentJar;

    /** So long that a busy machine makes no answer incomplete. */
    private Duration searchBudget = Duration.ofMinutes(1);

    private Supplier<List<CollectorReport>> reports = List::of;
    private PromqlSettings promql = PromqlSettings.DEFAULT;
    private int concurrentQueries = 8;
    private AlertSettings alerts;
    private final List<ReadinessCheck> checks = new ArrayList<>();

    Setup elasticsearch(URI uri, String prefix) {
      elasticsearch = uri;
      indexPrefix = prefix;
      return this;
    }

    Setup port(int value) {
      port = value;
      return this;
    }

    Setup agentJar(Path file) {
      agentJar = file;
      return this;
    }

    Setup searchBudget(Duration value) {
      searchBudget = value;
      return this;
    }

    Setup reports(Supplier<List<CollectorReport>> supplier) {
      reports = supplier;
      return this;
    }

    Setup promql(PromqlSettings value, int concurrency) {
      promql = value;
      concurrentQueries = concurrency;
      return this;
    }

    Setup check(ReadinessCheck check) {
      checks.add(check);
      return this;
    }

    /** Evaluates rules. */
    Setup alerts(AlertSettings value) {
      alerts = value;
      return this;
    }

    TestServer start() {
      Storage storage =
          Storage.connect(StorageSettings.local(elasticsearch).withIndexPrefix(indexPrefix));
      Map<Signal, Duration> retention =
          Map.of(Signal.TRACES, Duration.ofDays(7), Signal.LOGS, Duration.ofHours(36));
      QuerySettings settings =
          new QuerySettings(
              "127.0.0.1",
              port,
              agentJar,
              retention,
              searchBudget,
              16,
              promql,
              concurrentQueries,
              "https://spanstone.example.com/");
      QueryRunner queries = new QueryRunner(promql, 1, new SimpleMeterRegistry());
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      return new TestServer(
          storage,
          QueryServer.start(settings, storage, reports, registry, checks, alerts),
          QueryServer.routes(
              settings,
              storage,
              reports,
              new SimpleMeterRegistry(),
              checks,
              queries,
              new Alerting(
                  QueryServer.alertSettings(settings),
                  storage,
                  new SimpleMeterRegistry(),
                  InstantSource.system(),
                  settings.baseUrl())));
    }
  }

  /** A server that has nothing but itself. */
  static TestServer alone() {
    return new Setup().start();
  }

  Storage storage() {
    return storage;
  }

  /** The routes of a server like this one. */
  Routes routes() {
    return routes;
  }

  int port() {
    return server.port();
  }

  /** GETs a path with its query; {@code headers} are names and values in turn. */
  Answer get(String pathAndQuery, String... headers) {
    return checked("GET", pathAndQuery, send("GET", pathAndQuery, headers));
  }

  /** Sends JSON by POST or PUT; {@code headers} are names and values in turn. */
  Answer json(String method, String path, String json, String... headers) {
    return body(method, path, "application/json", json, headers);
  }

  /** The same with a body of any type. */
  Answer body(String method, String path, String type, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", type);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return checked(method, path, send(request));
  }

  /** DELETEs, or POSTs without a body. */
  Answer bare(String method, String path, String... headers) {
    return checked(method, path, send(method, path, headers));
  }

  private static Answer checked(String method, String pathAndQuery, Answer answer) {
    String path = pathAndQuery.split("\\?", 2)[0];
    if (CONTRACT.knows(method, path)
        && answer.status() != 304
        && answer.header("content-encoding").isEmpty()) {
      CONTRACT.check(method, path, answer.status(), answer.header("content-type"), answer.body());
    }
    return answer;
  }

  /** POSTs a form. */
  Answer post(String pathAndQuery, String form) {
    return send(
        request(pathAndQuery)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .header("Content-Type", "application/x-www-form-urlencoded"));
  }

  Answer send(String method, String pathAndQuery, String... headers) {
    HttpRequest.Builder request =
        request(pathAndQuery).method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  private HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + pathAndQuery));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    storage.close();
  }
}
