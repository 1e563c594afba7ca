/** Every page of the UI, its address, and its module, which is loaded when it is first shown. */
const ROUTES = [
  { pattern: /^\/$/, page: "OverviewPage", module: () => import("./overview.js") },
  { pattern: /^\/services$/, page: "ServicesPage", module: () => import("./services.js") },
  { pattern: /^\/services\/(?<name>[^/]+)$/, page: "ServicePage", module: () => import("./service.js") },
  { pattern: /^\/services\/(?<name>[^/]+)\/jvm$/, page: "JvmPage", module: () => import("./jvm.js") },
  { pattern: /^\/traces$/, page: "TracesPage", module: () => import("./traces.js") },
  { pattern: /^\/traces\/(?<id>[^/]+)$/, page: "TracePage", module: () => import("./trace.js") },
  { pattern: /^\/logs$/, page: "LogsPage", module: () => import("./logs.js") },
  { pattern: /^\/logs\/tail$/, page: "LogTailPage", module: () => import("./log-tail.js") },
  { pattern: /^\/logs\/patterns$/, page: "LogPatternsPage", module: () => import("./log-patterns.js") },
  { pattern: /^\/logs\/exceptions$/, page: "LogExceptionsPage", module: () => import("./log-patterns.js") },
  { pattern: /^\/instances$/, page: "InstancesPage", module: () => import("./instances.js") },
  { pattern: /^\/map$/, page: "MapPage", module: () => import("./map.js") },
  { pattern: /^\/explore$/, page: "ExplorePage", module: () => import("./explore.js") },
  { pattern: /^\/dashboards$/, page: "DashboardsPage", module: () => import("./dashboards.js") },
  { pattern: /^\/dashboards\/(?<id>[^/]+)$/, page: "DashboardPage", module: () => import("./dashboard.js") },
  { pattern: /^\/alerts$/, page: "AlertsPage", module: () => import("./alerts.js") },
  { pattern: /^\/alerts\/history$/, page: "AlertHistoryPage", module: () => import("./alert-history.js") },
  { pattern: /^\/alerts\/rules$/, page: "AlertRulesPage", module: () => import("./alert-rules.js") },
  { pattern: /^\/alerts\/rules\/new$/, page: "NewAlertRulePage", module: () => import("./alert-rule.js") },
  { pattern: /^\/alerts\/rules\/(?<id>[^/]+)$/, page: "AlertRulePage", module: () => import("./alert-rule.js") },
  { pattern: /^\/alerts\/notifiers$/, page: "AlertNotifiersPage", module: () => import("./alert-notifiers.js") },
  { pattern: /^\/alerts\/notifiers\/new$/, page: "NewAlertNotifierPage", module: () => import("./alert-notifier.js") },
  { pattern: /^\/alerts\/notifiers\/(?<id>[^/]+)$/, page: "AlertNotifierPage", module: () => import("./alert-notifier.js") },
  { pattern: /^\/alerts\/slos$/, page: "AlertSlosPage", module: () => import("./alert-slos.js") },
  { pattern: /^\/alerts\/silences$/, page: "AlertSilencesPage", module: () => import("./alert-silences.js") },
  { pattern: /^\/status$/, page: "StatusPage", module: () => import("./status.js") },
];

const NOT_FOUND = { page: "NotFoundPage", module: () => import("./not-found.js") };

export function routeOf(path) {
  for (const route of ROUTES) {
    const match = route.pattern.exec(path);
    if (match) return { route, parameters: decoded(match.groups ?? {}) };
  }
  return { route: NOT_FOUND, parameters: {} };
}

export function isPage(path) {
  return routeOf(path).route !== NOT_FOUND;
}

function decoded(groups) {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        return [name, value]; // a stray % in a typed address stands for itself
      }
    }),
  );
}
