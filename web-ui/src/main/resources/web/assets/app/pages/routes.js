import { AlertHistoryPage } from "./alert-history.js";
import { AlertNotifierPage, NewAlertNotifierPage } from "./alert-notifier.js";
import { AlertNotifiersPage } from "./alert-notifiers.js";
import { AlertRulePage, NewAlertRulePage } from "./alert-rule.js";
import { AlertRulesPage } from "./alert-rules.js";
import { AlertSilencesPage } from "./alert-silences.js";
import { AlertSlosPage } from "./alert-slos.js";
import { AlertsPage } from "./alerts.js";
import { DashboardPage } from "./dashboard.js";
import { DashboardsPage } from "./dashboards.js";
import { ExplorePage } from "./explore.js";
import { InstancesPage } from "./instances.js";
import { JvmPage } from "./jvm.js";
import { LogExceptionsPage, LogPatternsPage } from "./log-patterns.js";
import { LogTailPage } from "./log-tail.js";
import { LogsPage } from "./logs.js";
import { MapPage } from "./map.js";
import { NotFoundPage } from "./not-found.js";
import { OverviewPage } from "./overview.js";
import { ServicePage } from "./service.js";
import { ServicesPage } from "./services.js";
import { StatusPage } from "./status.js";
import { TracePage } from "./trace.js";
import { TracesPage } from "./traces.js";

/** Every page of the UI and its address; API.md lists them. */
const ROUTES = [
  { pattern: /^\/$/, page: OverviewPage },
  { pattern: /^\/services$/, page: ServicesPage },
  { pattern: /^\/services\/(?<name>[^/]+)$/, page: ServicePage },
  { pattern: /^\/services\/(?<name>[^/]+)\/jvm$/, page: JvmPage },
  { pattern: /^\/traces$/, page: TracesPage },
  { pattern: /^\/traces\/(?<id>[^/]+)$/, page: TracePage },
  { pattern: /^\/logs$/, page: LogsPage },
  { pattern: /^\/logs\/tail$/, page: LogTailPage },
  { pattern: /^\/logs\/patterns$/, page: LogPatternsPage },
  { pattern: /^\/logs\/exceptions$/, page: LogExceptionsPage },
  { pattern: /^\/instances$/, page: InstancesPage },
  { pattern: /^\/map$/, page: MapPage },
  { pattern: /^\/explore$/, page: ExplorePage },
  { pattern: /^\/dashboards$/, page: DashboardsPage },
  { pattern: /^\/dashboards\/(?<id>[^/]+)$/, page: DashboardPage },
  { pattern: /^\/alerts$/, page: AlertsPage },
  { pattern: /^\/alerts\/history$/, page: AlertHistoryPage },
  { pattern: /^\/alerts\/rules$/, page: AlertRulesPage },
  { pattern: /^\/alerts\/rules\/new$/, page: NewAlertRulePage },
  { pattern: /^\/alerts\/rules\/(?<id>[^/]+)$/, page: AlertRulePage },
  { pattern: /^\/alerts\/notifiers$/, page: AlertNotifiersPage },
  { pattern: /^\/alerts\/notifiers\/new$/, page: NewAlertNotifierPage },
  { pattern: /^\/alerts\/notifiers\/(?<id>[^/]+)$/, page: AlertNotifierPage },
  { pattern: /^\/alerts\/slos$/, page: AlertSlosPage },
  { pattern: /^\/alerts\/silences$/, page: AlertSilencesPage },
  { pattern: /^\/status$/, page: StatusPage },
];

export function routeOf(path) {
  for (const { pattern, page } of ROUTES) {
    const match = pattern.exec(path);
    if (match) return { page, parameters: decoded(match.groups ?? {}) };
  }
  return { page: NotFoundPage, parameters: {} };
}

export function isPage(path) {
  return routeOf(path).page !== NotFoundPage;
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
