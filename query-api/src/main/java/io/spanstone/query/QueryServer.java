package io.spanstone.query;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import io.micrometer.core.instrument.MeterRegistry;
import io.spanstone.otlp.Signal;
import io.spanstone.query.alert.api.PresetsApi;
import io.spanstone.query.alert.evaluate.AlertSettings;
import io.spanstone.query.api.ChartMetrics;
import io.spanstone.query.api.DependenciesApi;
import io.spanstone.query.api.HealthApi;
import io.spanstone.query.api.InstancesApi;
import io.spanstone.query.api.LogCountsApi;
import io.spanstone.query.api.LogFieldsApi;
import io.spanstone.query.api.LogHistogramApi;
import io.spanstone.query.api.LogTailApi;
import io.spanstone.query.api.LogsApi;
import io.spanstone.query.api.MetricsApi;
import io.spanstone.query.api.RedApi;
import io.spanstone.query.api.RedSearch;
import io.spanstone.query.api.SearchSlots;
import io.spanstone.query.api.ServicesApi;
import io.spanstone.query.api.StatusApi;
import io.spanstone.query.api.TracesApi;
import io.spanstone.query.dashboards.DashboardTemplatesApi;
import io.spanstone.query.dashboards.DashboardsApi;
import io.spanstone.query.dashboards.grafana.GrafanaApi;
import io.spanstone.query.instances.InstanceReader;
import io.spanstone.query.patterns.ExceptionReader;
import io.spanstone.query.patterns.PatternReader;
import io.spanstone.query.problem.Failures;
import io.spanstone.query.prometheus.PrometheusCatalog;
import io.spanstone.query.prometheus.PrometheusFacts;
import io.spanstone.query.prometheus.PrometheusFailures;
import io.spanstone.query.prometheus.PrometheusQueries;
import io.spanstone.query.prometheus.QueryRunner;
import io.spanstone.query.tail.LogTails;
import io.spanstone.query.topology.BreakerReader;
import io.spanstone.query.web.AgentJar;
import io.spanstone.query.web.OpenApiDocument;
import io.spanstone.query.web.WebUi;
import io.spanstone.storage.Storage;
import io.spanstone.storage.report.CollectorReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server. Requests are handled on Jetty's threads, each by one thread from beginning to
 * end; all state that they share is thread-safe. Neither {@code storage} nor {@code registry} is
 * closed with it.
 */
public final class QueryServer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(QueryServer.class);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** Longer than a page's other questions take, shorter than a person waits. */
  private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(3);

  private final Javalin javalin;
  private final QueryRunner queries;
  private final LogTailApi tail;
  private final Alerting alerting;

  private QueryServer(Javalin javalin, QueryRunner queries, LogTailApi tail, Alerting alerting) {
    this.javalin = javalin;
    this.queries = queries;
    this.tail = tail;
    this.alerting = alerting;
  }

  /**
   * Starts to answer; Elasticsearch need not be up yet.
   *
   * @param reports what the collectors say of themselves; may fail while that is not known
   * @param registry takes this server's metrics, and is served at {@code /metrics} if it is
   *     Prometheus'
   * @param checks what {@code /readyz} asks besides storage
   * @param alerts how rules are evaluated; null if they are not by this process
   * @throws IllegalStateException if the port is taken
   */
  public static QueryServer start(
      QuerySettings settings,
      Storage storage,
      Supplier<List<CollectorReport>> reports,
      MeterRegistry registry,
      List<ReadinessCheck> checks,
      @Nullable AlertSettings alerts) {
    QueryRunner queries =
        new QueryRunner(settings.promql(), settings.maxConcurrentQueries(), registry);
    Alerting alerting =
        new Alerting(
            alerts == null ? alertSettings(settings) : alerts,
            storage,
            registry,
            InstantSource.system(),
            settings.baseUrl());
    Routes routes = routes(settings, storage, reports, registry, checks, queries, alerting);
    RequestMetrics requests = new RequestMetrics(registry);
    Javalin javalin = Javalin.create(config -> configure(config, settings, routes, requests));
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      queries.close();
      throw new IllegalStateException(
          "cannot listen on %s port %d (SPANSTONE_BIND, SPANSTONE_HTTP_PORT): it is taken or not"
                  .formatted(settings.bind(), settings.port())
              + " allowed",
          e);
    }
    logger.info("Answering on http://{}:{}", settings.bind(), javalin.port());
    if (alerts != null) {
      alerting.start();
    }
    return new QueryServer(javalin, queries, routes.logTail(), alerting);
  }

  /** Starts without evaluating rules. */
  public static QueryServer start(
      QuerySettings settings,
      Storage storage,
      Supplier<List<CollectorReport>> reports,
      MeterRegistry registry,
      List<ReadinessCheck> checks) {
    return start(settings, storage, reports, registry, checks, null);
  }

  /** Starts without further readiness checks, and without evaluating rules. */
  public static QueryServer start(
      QuerySettings settings,
      Storage storage,
      Supplier<List<CollectorReport>> reports,
      MeterRegistry registry) {
    return start(settings, storage, reports, registry, List.of());
  }

  /** The port that is listened on. */
  public int port() {
    return javalin.port();
  }

  /** Lets requests under way finish, for some seconds, and stops. Idempotent. */
  @Override
  public void close() {
    alerting.close();
    tail.close();
    javalin.stop();
    queries.close();
  }

  static Routes routes(
      QuerySettings settings,
      Storage storage,
      Supplier<List<CollectorReport>> reports,
      MeterRegistry registry,
      List<ReadinessCheck> checks,
      QueryRunner queries,
      Alerting alerting) {
    InstantSource clock = InstantSource.system();
    SearchSlots slots =
        new SearchSlots(settings.maxConcurrentSearches(), SEARCH_PATIENCE, registry);
    ChartMetrics.register(storage.knownSteps(), storage.derivedBlocks(), registry);
    RedSearch redSearch = new RedSearch(slots, settings.searchBudget());
    Map<String, Callable<Boolean>> probes = new LinkedHashMap<>();
    checks.forEach(check -> probes.put(check.name(), check.probe()));
    probes.put("storage", ReadinessCheck.of("storage", storage::unready).probe());
    return new Routes(
        new ServicesApi(storage.red(), redSearch, clock),
        new InstancesApi(
            new InstanceReader(
                storage.metrics(),
                storage.instances(Signal.TRACES),
                storage.instances(Signal.LOGS)),
            slots,
            clock),
        new RedApi(storage.red(), redSearch, clock),
        new TracesApi(storage.traces(), slots, settings.searchBudget(), clock),
        new DependenciesApi(
            storage.edges(),
            new BreakerReader(storage.metrics(), settings.searchBudget()),
            slots,
            settings.searchBudget(),
            clock),
        new LogsApi(storage.logs(), slots, settings.searchBudget(), clock),
        new LogHistogramApi(storage.logs(), slots, settings.searchBudget(), clock),
        new LogFieldsApi(storage.logs(), slots, clock),
        new LogTailApi(new LogTails(storage.logs(), clock, registry)),
        LogCountsApi.patterns(
            new PatternReader(storage.metrics(), settings.searchBudget()), slots, clock),
        LogCountsApi.exceptions(
            new ExceptionReader(storage.metrics(), settings.searchBudget()), slots, clock),
        alerting.notifiersApi(),
        alerting.deliveryApi(),
        alerting.silencesApi(),
        alerting.acknowledgementsApi(),
        alerting.rulesApi(),
        alerting.ruleTestApi(),
        alerting.ruleFilesApi(),
        new PresetsApi(),
        alerting.slosApi(),
        alerting.sloBudgetApi(),
        alerting.alertsApi(),
        new DashboardsApi(storage.documents(), clock),
        new DashboardTemplatesApi(),
        new GrafanaApi(),
        new PrometheusQueries(storage.metrics(), queries, clock),
        new PrometheusCatalog(storage.metrics(), queries),
        new PrometheusFacts(version()),
        alerting.prometheusApi(),
        new StatusApi(
            reports,
            storage::ready,
            storage::diskState,
            new StatusApi.Facts(version(), clock.instant(), settings.retention()),
            clock),
        new HealthApi(probes),
        new MetricsApi(registry),
        new OpenApiDocument(),
        new AgentJar(settings.agentJar()),
        new WebUi());
  }

  /** How rules are tried where none are evaluated. */
  static AlertSettings alertSettings(QuerySettings settings) {
    return AlertSettings.standard(settings.promql());
  }

  private static void configure(
      JavalinConfig config, QuerySettings settings, Routes routes, RequestMetrics requests) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.host = settings.bind();
    config.jetty.port = settings.port();
    config.jetty.modifyServer(
        server -> {
          server.setStopTimeout(STOP_TIMEOUT.toMillis());
          server.setErrorHandler(new JettyProblems());
        });
    config.http.prefer405over404 = true;
    config.routes.before(requests::begin);
    config.routes.before(SecurityHeaders::set);
    config.routes.after(requests::end);
    config.routes.exception(
        NotFoundResponse.class, (failure, request) -> notFound(failure, request, routes));
    config.routes.exception(Exception.class, QueryServer::fail);
    config.routes.exception(HttpResponseException.class, QueryServer::fail);
    routes.register(config.routes);
  }

  private static void notFound(NotFoundResponse failure, Context request, Routes routes) {
    if (PrometheusFailures.concern(request)) {
      fail(failure, request);
    } else {
      routes.ui().notFound(request);
    }
  }

  private static void fail(Exception failure, Context request) {
    if (PrometheusFailures.concern(request)) {
      PrometheusFailures.answer(failure, request);
    } else {
      Failures.answer(failure, request);
    }
  }

  private static String version() {
    String version = QueryServer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
