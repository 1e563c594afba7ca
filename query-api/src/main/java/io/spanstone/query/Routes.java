package io.spanstone.query;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import io.spanstone.query.alert.api.AcknowledgementsApi;
import io.spanstone.query.alert.api.AlertRulesApi;
import io.spanstone.query.alert.api.AlertsApi;
import io.spanstone.query.alert.api.DeliveryApi;
import io.spanstone.query.alert.api.NotifiersApi;
import io.spanstone.query.alert.api.PresetsApi;
import io.spanstone.query.alert.api.PrometheusAlerts;
import io.spanstone.query.alert.api.RuleFilesApi;
import io.spanstone.query.alert.api.RuleTestApi;
import io.spanstone.query.alert.api.SilencesApi;
import io.spanstone.query.alert.api.SloBudgetApi;
import io.spanstone.query.alert.api.SlosApi;
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
import io.spanstone.query.api.ServicesApi;
import io.spanstone.query.api.StatusApi;
import io.spanstone.query.api.TracesApi;
import io.spanstone.query.dashboards.DashboardTemplatesApi;
import io.spanstone.query.dashboards.DashboardsApi;
import io.spanstone.query.dashboards.grafana.GrafanaApi;
import io.spanstone.query.prometheus.PrometheusCatalog;
import io.spanstone.query.prometheus.PrometheusFacts;
import io.spanstone.query.prometheus.PrometheusQueries;
import io.spanstone.query.web.AgentJar;
import io.spanstone.query.web.OpenApiDocument;
import io.spanstone.query.web.WebUi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every address of the server, on one screen. All of them answer OPTIONS; those that answer GET
 * answer HEAD as GET without a body.
 */
record Routes(
    ServicesApi services,
    InstancesApi instances,
    RedApi red,
    TracesApi traces,
    DependenciesApi dependencies,
    LogsApi logs,
    LogHistogramApi logHistogram,
    LogFieldsApi logFields,
    LogTailApi logTail,
    LogCountsApi<?> logPatterns,
    LogCountsApi<?> logExceptions,
    NotifiersApi notifiers,
    DeliveryApi deliveries,
    SilencesApi silences,
    AcknowledgementsApi acknowledgements,
    AlertRulesApi alertRules,
    RuleTestApi alertRuleTest,
    RuleFilesApi alertRuleFiles,
    PresetsApi alertTemplates,
    SlosApi slos,
    SloBudgetApi sloBudgets,
    AlertsApi alerts,
    DashboardsApi dashboards,
    DashboardTemplatesApi dashboardTemplates,
    GrafanaApi grafana,
    PrometheusQueries promql,
    PrometheusCatalog catalog,
    PrometheusFacts facts,
    PrometheusAlerts prometheusAlerts,
    StatusApi status,
    HealthApi health,
    MetricsApi metrics,
    OpenApiDocument openApi,
    AgentJar agentJar,
    WebUi ui) {

  /**
   * @param path as Javalin writes it: {@code {name}} is one segment, {@code <name>} any number
   * @param handlers by method
   */
  record Route(String path, Map<HandlerType, Handler> handlers) {
    Route(String path, Handler get) {
      this(path, Map.of(HandlerType.GET, get));
    }

    /** A path that is only POSTed to. */
    static Route posted(String path, Handler handler) {
      return new Route(path, Map.of(HandlerType.POST, handler));
    }

    /** A path that can only be DELETEd. */
    static Route deleted(String path, Handler handler) {
      return new Route(path, Map.of(HandlerType.DELETE, handler));
    }

    /** Takes POST, too, with the parameters in a form. */
    Route withForm() {
      return post(get());
    }

    Route post(Handler handler) {
      return with(HandlerType.POST, handler);
    }

    Route put(Handler handler) {
      return with(HandlerType.PUT, handler);
    }

    Route delete(Handler handler) {
      return with(HandlerType.DELETE, handler);
    }

    boolean takes(HandlerType method) {
      return handlers.containsKey(method);
    }

    String methods() {
      return METHODS.stream()
          .filter(method -> method.equals(HandlerType.OPTIONS) || takes(answeredAs(method)))
          .map(HandlerType::name)
          .collect(Collectors.joining(", "));
    }

    private Route with(HandlerType method, Handler handler) {
      Map<HandlerType, Handler> more = new HashMap<>(handlers);
      more.put(method, handler);
      return new Route(path, more);
    }

    private Handler get() {
      return Objects.requireNonNull(handlers.get(HandlerType.GET));
    }
  }

  /** In the order in which they are named to clients. */
  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.DELETE,
          HandlerType.OPTIONS);

  /** What programs ask for; all of it stands in openapi.yaml. */
  List<Route> api() {
    return List.of(
        new Route("/api/v1/services", services::list),
        new Route("/api/v1/services/{service}/operations", services::operations),
        new Route("/api/v1/services/{service}/instances", instances::ofService),
        new Route("/api/v1/instances", instances::list),
        new Route("/api/v1/red", red::get),
        new Route("/api/v1/traces", traces::search),
        new Route("/api/v1/traces/{traceId}", traces::get),
        new Route("/api/v1/dependencies", dependencies::get),
        new Route("/api/v1/logs", logs::search),
        new Route("/api/v1/logs/histogram", logHistogram::get),
        new Route("/api/v1/logs/context", logs::context),
        new Route("/api/v1/logs/fields", logFields::names),
        new Route("/api/v1/logs/fields/{field}/values", logFields::values),
        new Route("/api/v1/logs/tail", logTail::follow),
        new Route("/api/v1/logs/patterns", logPatterns::list),
        new Route("/api/v1/logs/exceptions", logExceptions::list),
        new Route("/api/v1/notifiers", notifiers::list).post(notifiers::create),
        Route.posted("/api/v1/notifiers/{id}:test", notifiers::test),
        new Route("/api/v1/notifiers/{id}", notifiers::get)
            .put(notifiers::replace)
            .delete(notifiers::delete),
        new Route("/api/v1/notifiers/{id}/delivery", deliveries::ofNotifier),
        new Route("/api/v1/alert-rules", alertRules::list).post(alertRules::create),
        Route.posted("/api/v1/alert-rules:test", alertRuleTest::test),
        Route.posted("/api/v1/alert-rules:import", alertRuleFiles::read),
        new Route("/api/v1/alert-rules:export", alertRuleFiles::write),
        new Route("/api/v1/alert-rules/{id}", alertRules::get)
            .put(alertRules::replace)
            .delete(alertRules::delete),
        new Route("/api/v1/alert-rule-templates", alertTemplates::list),
        new Route("/api/v1/alert-rule-templates/{id}", alertTemplates::get),
        new Route("/api/v1/slos", slos::list).post(slos::create),
        new Route("/api/v1/slos/{id}", slos::get).put(slos::replace).delete(slos::delete),
        new Route("/api/v1/slos/{id}/budget", sloBudgets::get),
        new Route("/api/v1/alerts", alerts::active),
        new Route("/api/v1/alerts/history", alerts::history),
        new Route("/api/v1/silences", silences::list).post(silences::create),
        new Route("/api/v1/silences/{id}", silences::get).delete(silences::delete),
        Route.posted("/api/v1/alerts/{id}:acknowledge", acknowledgements::acknowledge),
        Route.deleted("/api/v1/alerts/{id}/acknowledgement", acknowledgements::takeBack),
        new Route("/api/v1/dashboards", dashboards::list).post(dashboards::create),
        Route.posted("/api/v1/dashboards:convert", grafana::convert),
        new Route("/api/v1/dashboard-templates", dashboardTemplates::list),
        new Route("/api/v1/dashboards/{id}", dashboards::get)
            .put(dashboards::replace)
            .delete(dashboards::delete),
        new Route("/api/v1/status", status::get),
        new Route("/prometheus/api/v1/query", promql::instant).withForm(),
        new Route("/prometheus/api/v1/query_range", promql::range).withForm(),
        new Route("/prometheus/api/v1/query_exemplars", promql::exemplars).withForm(),
        new Route("/prometheus/api/v1/format_query", promql::format).withForm(),
        new Route("/prometheus/api/v1/series", catalog::series).withForm(),
        new Route("/prometheus/api/v1/labels", catalog::labels).withForm(),
        new Route("/prometheus/api/v1/label/{name}/values", catalog::labelValues),
        new Route("/prometheus/api/v1/metadata", catalog::metadata),
        new Route("/prometheus/api/v1/rules", prometheusAlerts::rules),
        new Route("/prometheus/api/v1/alerts", prometheusAlerts::alerts),
        new Route("/prometheus/api/v1/status/buildinfo", facts::buildInfo),
        new Route("/healthz", health::live),
        new Route("/readyz", health::ready),
        new Route("/metrics", metrics::scrape),
        new Route("/openapi.yaml", openApi::send),
        new Route("/agent/" + AgentJar.FILE_NAME, agentJar::send));
  }

  /** What browsers ask for. */
  List<Route> pages() {
    return List.of(
        new Route("/", ui::page),
        new Route("/services", ui::page),
        new Route("/services/{name}", ui::page),
        new Route("/services/{name}/jvm", ui::page),
        new Route("/instances", ui::page),
        new Route("/map", ui::page),
        new Route("/traces", ui::page),
        new Route("/traces/{id}", ui::page),
        new Route("/logs", ui::page),
        new Route("/logs/tail", ui::page),
        new Route("/logs/patterns", ui::page),
        new Route("/logs/exceptions", ui::page),
        new Route("/explore", ui::page),
        new Route("/dashboards", ui::page),
        new Route("/dashboards/{id}", ui::page),
        new Route("/alerts", ui::page),
        new Route("/alerts/history", ui::page),
        new Route("/alerts/rules", ui::page),
        new Route("/alerts/rules/{id}", ui::page),
        new Route("/alerts/slos", ui::page),
        new Route("/alerts/silences", ui::page),
        new Route("/alerts/notifiers", ui::page),
        new Route("/alerts/notifiers/{id}", ui::page),
        new Route("/status", ui::page),
        new Route("/assets/<path>", ui::asset),
        new Route("/webjars/<path>", ui::webjar));
  }

  /** Makes Javalin know the routes. */
  void register(RoutesConfig config) {
    for (Route route : Stream.concat(api().stream(), pages().stream()).toList()) {
      for (HandlerType method : METHODS) {
        Handler handler = route.handlers().get(answeredAs(method));
        if (handler != null) {
          config.addEndpoint(new Endpoint(method, route.path(), handler));
        }
      }
      config.addEndpoint(
          new Endpoint(
              HandlerType.OPTIONS, route.path(), request -> options(request, route.methods())));
    }
  }

  private static HandlerType answeredAs(HandlerType method) {
    return method.equals(HandlerType.HEAD) ? HandlerType.GET : method;
  }

  private static void options(Context request, String methods) {
    request.status(HttpStatus.NO_CONTENT).header(Header.ALLOW, methods);
  }
}
