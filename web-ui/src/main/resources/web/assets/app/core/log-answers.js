import { anything, flag, instant, list, map, number, optional, record, text } from "./shape.js";

/** The shapes of what the API answers about logs. */
const complete = optional(flag, true);
const scannedUntil = optional(instant);

/** RFC 3339 to nanoseconds since 1970. */
function unixNano(value, path) {
  const millis = instant(value, path);
  const fraction = /\.(\d+)/.exec(value)?.[1] ?? "";
  return BigInt(Math.floor(millis / 1000)) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0").slice(0, 9));
}

const logRecord = record({
  id: text,
  time: instant,
  service: text,
  instance: optional(text),
  severity: optional(text),
  severityNumber: number,
  body: anything,
  attributes: map(anything),
  resource: map(anything),
  logger: optional(text),
  eventName: optional(text),
  traceId: optional(text, ""),
  spanId: optional(text, ""),
  pattern: optional(text),
  exceptionGroup: optional(text),
});

/** `answered` is the record as it came, to be copied. */
export const log = (value, path) => ({
  ...logRecord(value, path),
  timeUnixNano: unixNano(value.time, `${path}.time`),
  answered: value,
});

/** What groups of records have in common. */
const group = {
  id: text,
  service: text,
  severity: text,
  count: number,
  trend: list(number),
  firstSeen: instant,
  lastSeen: instant,
  new: flag,
  surging: flag,
};

const groupsOf = (name, shape) =>
  record({ total: number, [name]: list(record({ ...group, ...shape })), complete, scannedUntil });

export const logAnswers = {
  logs: record({ logs: list(log), complete, scannedUntil, cursor: optional(text) }),
  histogram: record({
    stepSeconds: number,
    buckets: list(record({ time: instant, counts: map(number), total: number })),
    total: number,
    complete,
    scannedUntil,
  }),
  context: record({ before: list(log), log, after: list(log), complete }),
  fields: record({ fields: list(record({ name: text, kind: text })) }),
  fieldValues: record({
    values: list(record({ value: text, count: number })),
    records: number,
    complete,
  }),
  patterns: groupsOf("patterns", {
    template: text,
    ids: list(text),
    example: optional(record({ body: text })),
  }),
  exceptions: groupsOf("exceptions", {
    type: text,
    rootType: text,
    location: text,
    source: text,
    example: optional(record({ message: text, traceId: optional(text) })),
  }),
  dropped: record({ count: number }),
};
