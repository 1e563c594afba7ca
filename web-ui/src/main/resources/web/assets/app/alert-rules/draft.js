/**
 * A rule while it is being written: texts as they stand in the fields.
 *
 * @typedef {"expr" | "logQuery" | "newPattern" | "record"} Kind what the rule looks at, and whether
 *     it alerts or records
 * @typedef {{kind: Kind, name: string, expr: string, logQuery: string, threshold: string,
 *     window: string, service: string, severities: string[], severity: string, for: string,
 *     keepFiringFor: string, interval: string, labels: [string, string][],
 *     annotations: [string, string][], notifiers: string[], enabled: boolean}} Draft
 */
export const KINDS = ["expr", "logQuery", "newPattern", "record"];

const FIRST_WINDOW = "5m";

/** @returns {Draft} */
export function emptyDraft() {
  return {
    kind: "expr",
    name: "",
    expr: "",
    logQuery: "",
    threshold: "1",
    window: FIRST_WINDOW,
    service: "",
    severities: [],
    severity: "warning",
    for: "1m",
    keepFiringFor: "0s",
    interval: "15s",
    labels: [],
    annotations: [["summary", ""]],
    notifiers: [],
    enabled: true,
  };
}

/** @returns {Draft} of a rule as the API answers it */
export function draftOf(rule) {
  const { newPattern, logQuery, record } = rule;
  const empty = emptyDraft();
  return {
    ...empty,
    kind: record ? "record" : newPattern ? "newPattern" : logQuery ? "logQuery" : "expr",
    name: rule.name || record,
    expr: rule.expr,
    logQuery,
    threshold: String(rule.threshold ?? 1),
    window: newPattern?.window || rule.window || FIRST_WINDOW,
    service: newPattern?.service ?? "",
    severities: (newPattern?.severities ?? []).map((level) => level.toLowerCase()),
    severity: rule.severity,
    for: rule.for || "0s",
    keepFiringFor: rule.keepFiringFor || "0s",
    interval: rule.interval || empty.interval,
    labels: Object.entries(rule.labels),
    annotations: Object.entries(rule.annotations),
    notifiers: rule.notifiers,
    enabled: rule.enabled,
  };
}

/**
 * What is sent. What the fields do not show of a stored rule, such as its group, stays.
 *
 * @param {Draft} draft
 * @param {object} stored the rule as the API answered it; {} if there is none
 */
export function ruleOf(draft, stored = {}) {
  const { id, group, position } = stored;
  const kept = JSON.parse(JSON.stringify({ id, group, position }));
  const common = {
    ...kept,
    ...conditionOf(draft),
    interval: draft.interval,
    labels: filled(draft.labels),
    enabled: draft.enabled,
  };
  if (draft.kind === "record") return { ...common, record: draft.name.trim() };
  return {
    ...common,
    name: draft.name.trim(),
    for: draft.for,
    keepFiringFor: draft.keepFiringFor,
    ...(draft.severity.trim() && { severity: draft.severity.trim() }),
    annotations: filled(draft.annotations),
    notifiers: draft.notifiers,
  };
}

/** As much of it as decides when it fires. @param {Draft} draft */
export function trialOf(draft) {
  return {
    name: "trial",
    ...conditionOf(draft),
    interval: draft.interval,
    for: draft.for,
    keepFiringFor: draft.keepFiringFor,
  };
}

/** Whether there is anything to try. @param {Draft} draft */
export function isTriable({ kind, expr, logQuery }) {
  if (kind === "record") return false;
  return kind === "newPattern" || (kind === "expr" ? expr : logQuery) !== "";
}

function conditionOf({ kind, expr, logQuery, threshold, window, service, severities }) {
  if (kind === "newPattern") {
    return { newPattern: { ...(service && { service }), severities, window } };
  }
  if (kind !== "logQuery") return { expr };
  const number = threshold.trim() === "" ? NaN : Number(threshold);
  return { logQuery, threshold: Number.isNaN(number) ? threshold : number, window };
}

function filled(pairs) {
  const named = pairs.filter(([name, text]) => name.trim() !== "" && text.trim() !== "");
  return Object.fromEntries(named.map(([name, text]) => [name.trim(), text]));
}
