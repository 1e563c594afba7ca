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
