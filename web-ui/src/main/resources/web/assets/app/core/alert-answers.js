import {
  anything,
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
import { unreadable } from "./unreadable.js";

/** The shapes of what the API answers about alerts. */
const texts = optional(map(text), {});

/** Infinities and NaN come as texts. */
const value = (json, path) => {
  if (typeof json === "number") return number(json, path);
  const inText = text(json, path);
  return inText === "+Inf" ? Infinity : inText === "-Inf" ? -Infinity : Number(inText);
};

const links = record({
  chart: optional(text, ""),
  traces: optional(text, ""),
  logs: optional(text, ""),
  map: optional(text, ""),
});
const NO_LINKS = { chart: "", traces: "", logs: "", map: "" };

const alertFields = {
  id: text,
  ruleId: optional(text, ""),
  name: optional(text, ""),
  severity: optional(text, ""),
  labels: texts,
  annotations: texts,
  firedAt: optional(instant),
  resolvedAt: optional(instant),
  value: optional(value),
  links: optional(links, NO_LINKS),
};

const failure = record({
  at: instant,
  status: optional(number),
  detail: text,
  attempts: number,
  retryAt: instant,
});

const alert = record({
  ...alertFields,
  state: oneOf("inactive", "pending", "firing", "resolved"),
  activeAt: instant,
  silencedBy: optional(list(text), []),
  acknowledged: optional(record({ by: text, comment: text, at: instant })),
  notices: optional(
    list(
      record({
        notifier: text,
        told: optional(text, ""),
        toldAt: optional(instant),
        owedSince: optional(instant),
        failure: optional(failure),
      }),
    ),
    [],
  ),
});

const named = record({ id: text, name: text, state: text });

const notice = record({
  id: text,
  notifier: record({ id: text, name: text, type: text }),
  status: optional(number),
  detail: text,
  alertCount: number,
  alerts: list(named),
});

const historyFields = record({
  ...alertFields,
  kind: text,
  at: instant,
  activeAt: optional(instant),
  by: optional(text, ""),
  comment: optional(text, ""),
  silenceId: optional(text, ""),
  notice: optional(notice),
});

/** An alert has many entries; `key` tells one from the others. */
const historyEntry = (json, path) => {
  const entry = historyFields(json, path);
  const key = [entry.id, entry.silenceId, entry.notice?.id, entry.kind, entry.at].join(" ");
  return { ...entry, key };
};

const ruleStatus = record({
  health: oneOf("ok", "err", "unknown"),
  state: optional(text, "inactive"),
  alerts: optional(number, 0),
  lastEvaluation: optional(instant),
  durationNanos: optional(number),
  lastError: optional(text, ""),
  missed: number,
  late: number,
  unknownNotifiers: optional(list(text), []),
});

const ruleFields = {
  name: optional(text, ""),
  record: optional(text, ""),
  group: optional(text, ""),
  expr: optional(text, ""),
  logQuery: optional(text, ""),
  threshold: optional(number),
  window: optional(text, ""),
  newPattern: optional(
    record({
      service: optional(text, ""),
      severities: optional(list(text), []),
      window: optional(text, ""),
    }),
  ),
  interval: optional(text, ""),
  for: optional(text, ""),
  keepFiringFor: optional(text, ""),
  severity: optional(text, ""),
  labels: texts,
  annotations: texts,
  notifiers: optional(list(text), []),
  enabled: optional(flag, true),
};

/** The condition of a rule that an objective makes. */
const burnRate = record({ service: text, ratio: number, longWindow: text, shortWindow: text });

const ruleShape = record({
  ...ruleFields,
  burnRate: optional(burnRate),
  id: text,
  etag: optional(text, ""),
  readOnly: optional(flag, false),
  status: ruleStatus,
});

/** `asStored` is all of it, to be sent back with what was changed. */
const rule = (json, path) => ({ ...ruleShape(json, path), asStored: json });

const matcher = record({
  name: text,
  value: text,
  isRegex: optional(flag, false),
  isEqual: optional(flag, true),
});

const recurrence = record({
  timeZone: optional(text, "UTC"),
  windows: list(
    record({
      days: optional(list(text), []),
      from: optional(text, "00:00"),
      to: optional(text, "24:00"),
    }),
  ),
});

const silence = record({
  id: text,
  etag: text,
  state: oneOf("active", "pending", "idle", "expired"),
  matchers: list(matcher),
  startsAt: instant,
  endsAt: optional(instant),
  recurrence: optional(recurrence),
  createdBy: text,
  comment: text,
});

const notifierShape = record({
  id: text,
  name: text,
  type: text,
  url: optional(text, ""),
  host: optional(text, ""),
  to: optional(list(text), []),
  routes: list(record({ matchers: list(matcher) })),
  groupBy: list(text),
  groupWait: text,
  groupInterval: text,
  repeatInterval: text,
  sendResolved: flag,
});

/** `asStored` is all of it, to be sent back with what was changed; secrets are hidden in it. */
const notifier = (json, path) => ({ ...notifierShape(json, path), asStored: json });

const sloShape = record({
  id: text,
  etag: text,
  name: text,
  service: text,
  operation: optional(text, ""),
  latency: optional(text, ""),
  objective: number,
  window: text,
  notifiers: optional(list(text), []),
  status: optional(
    record({
      calls: number,
      errors: number,
      allowedErrors: number,
      budgetLeft: number,
      burnRates: list(record({ window: text, errorRatio: number, burnRate: number })),
    }),
  ),
});

/** `asStored` is all of it, to be sent back with what was changed. */
const slo = (json, path) => ({ ...sloShape(json, path), asStored: json });

export const alertAnswers = {
  alerts: record({ alerts: list(alert) }),
  history: record({ alerts: list(historyEntry), cursor: optional(text) }),
  rules: record({ alertRules: list(rule), unreadable }),
  rule,
  templates: record({
    templates: list(
      record({ id: text, title: text, thresholdUnit: text, rule: record(ruleFields) }),
    ),
  }),
  trial: record({
    start: instant,
    end: instant,
    evaluations: number,
    series: number,
    fired: number,
    alerts: list(alert),
    complete: flag,
  }),
  silence,
  silences: record({ silences: list(silence), unreadable }),
  slo,
  slos: record({ slos: list(slo), unreadable }),
  sloBudget: record({
    stepSeconds: number,
    points: list(record({ time: instant, budgetLeft: number })),
  }),
  notifier,
  notifierDelivery: record({
    owed: number,
    heldBack: number,
    oldestOwedAt: optional(instant),
    owedAlerts: list(named),
    failure: optional(failure),
    lastNotified: optional(historyEntry),
    lastUndelivered: optional(historyEntry),
  }),
  notifiers: record({ notifiers: list(notifier), unreadable }),
  notifierTest: record({
    delivered: flag,
    status: optional(number),
    detail: text,
    durationNanos: number,
  }),
  anything,
};
