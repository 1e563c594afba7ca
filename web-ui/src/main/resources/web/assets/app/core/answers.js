import {
  anything,
  bigint,
  flag,
  instant,
  list,
  map,
  number,
  oneOf,
  optional,
  record,
  text,
} from "./shape.js";

/** The shapes of the API's answers, as far as the pages use them. */
const kind = oneOf("unspecified", "internal", "server", "client", "producer", "consumer");

const figures = {
  ratePerSecond: number,
  errorRate: number,
  p50Nanos: optional(number),
  p95Nanos: optional(number),
  p99Nanos: optional(number),
};

const complete = optional(flag, true);

const service = record({
  name: text,
  namespace: optional(text, ""),
  instances: number,
  ...figures,
  lastSeen: optional(instant),
});

const instance = record({
  service: text,
  id: text,
  state: oneOf("up", "late", "lost", "silent", "stopped"),
  lastHeard: optional(instant),
  version: text,
  host: text,
  startTime: optional(instant),
  registration: optional(
    record({
      type: text,
      application: text,
      id: text,
      status: text,
      lastHeartbeat: optional(instant),
    }),
  ),
});

const operation = record({ name: text, kind, ...figures });

const breaker = record({ name: text, library: text, state: text, since: instant });

const dependency = record({
  source: text,
  target: text,
  type: oneOf("http", "rpc", "messaging", "database", "unknown"),
  calls: number,
  errors: number,
  p50Nanos: number,
  p95Nanos: number,
  p99Nanos: number,
  queueP50Nanos: optional(number),
  queueP95Nanos: optional(number),
  breakers: optional(list(breaker), []),
});

const dependencyNode = record({
  id: text,
  type: oneOf("service", "database", "messaging", "external"),
  breakers: optional(list(breaker), []),
});

const traceSummary = record({
  traceId: text,
  rootService: optional(text, ""),
  rootOperation: optional(text, ""),
  startTime: instant,
  durationNanos: number,
  spanCount: number,
  errorCount: number,
  services: list(text),
});

const event = record({
  timeUnixNano: bigint,
  name: optional(text, ""),
  attributes: optional(map(anything), {}),
});

const link = record({
  traceId: text,
  spanId: text,
  attributes: optional(map(anything), {}),
});

const span = record({
  spanId: text,
  parentSpanId: optional(text, ""),
  service: optional(text, ""),
  instance: optional(text, ""),
  name: text,
  kind: optional(kind, "unspecified"),
  startTimeUnixNano: bigint,
  durationNanos: number,
  status: optional(oneOf("unset", "ok", "error"), "unset"),
  statusMessage: optional(text, ""),
  attributes: optional(map(anything), {}),
  resource: optional(map(anything), {}),
  events: optional(list(event), []),
  links: optional(list(link), []),
});

const signalCounts = record({
  received: number,
  rejected: number,
  journaled: number,
  recovered: number,
  stored: number,
  duplicate: number,
  deadLettered: number,
  waiting: number,
  inFlight: number,
});

const redPoint = record({
  time: instant,
  calls: number,
  errors: number,
  p50Nanos: optional(number),
  p90Nanos: optional(number),
  p95Nanos: optional(number),
  p99Nanos: optional(number),
});

export const answers = {
  services: record({ services: list(service), complete }),
  instances: record({ instances: list(instance), complete }),
  operations: record({ operations: list(operation), complete }),
  red: record({
    stepSeconds: number,
    series: list(record({ labels: map(text), points: list(redPoint) })),
    complete,
  }),
  dependencies: record({ nodes: list(dependencyNode), edges: list(dependency), complete }),
  traces: record({
    traces: list(traceSummary),
    complete: flag,
    scannedUntil: optional(instant),
    cursor: optional(text),
  }),
  trace: record({ traceId: text, complete: flag, spans: list(span) }),
  status: record({
    signals: record({ traces: signalCounts, metrics: signalCounts, logs: signalCounts }),
    journalBytes: number,
    diskFreeBytes: number,
    lagSeconds: number,
    elasticsearch: oneOf("up", "down"),
    version: optional(text, ""),
    uptimeSeconds: optional(number),
    elasticsearchDisk: optional(
      record({
        freeBytes: number,
        totalBytes: number,
        minFreeBytes: number,
        pressure: oneOf("none", "soon", "dropping"),
        next: list(text),
      }),
    ),
    expiring: optional(list(record({ index: text, at: instant })), []),
  }),
  problem: record({
    title: optional(text, ""),
    detail: optional(text, ""),
    errors: optional(
      list(record({ parameter: text, message: text, position: optional(number) })),
      [],
    ),
  }),
  prometheusError: record({ error: text }),
};
