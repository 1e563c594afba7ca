import { TYPES } from "./types.js";

/**
 * A notifier while it is being written.
 *
 * @typedef {{name: string, type: string, settings: Record<string, string>,
 *     headers: [string, string][], routes: object[][], groupBy: string, groupWait: string,
 *     groupInterval: string, repeatInterval: string, sendResolved: boolean, maxAlerts: string,
 *     perMinute: string, burst: string, timeout: string}} Draft `routes` are lists of conditions; a
 *     text that is empty is left out, and has its default
 */
export const TIMES = ["groupWait", "groupInterval", "repeatInterval"];

/** @returns {Draft} */
export function emptyDraft() {
  return {
    name: "",
    type: "webhook",
    settings: {},
    headers: [],
    routes: [[]],
    groupBy: "alertname, service_name",
    groupWait: "",
    groupInterval: "",
    repeatInterval: "",
    sendResolved: true,
    maxAlerts: "",
    perMinute: "",
    burst: "",
    timeout: "",
  };
}

/** @returns {Draft} of a notifier as the API answers it */
export function draftOf(notifier) {
  const { name, type, asStored, routes, groupBy, sendResolved } = notifier;
  const settings = (TYPES[type] ?? []).map((field) => {
    const value = asStored[field.name] ?? "";
    return [field.name, Array.isArray(value) ? value.join(", ") : String(value)];
  });
  return {
    name,
    type,
    settings: Object.fromEntries(settings),
    headers: Object.entries(asStored.headers ?? {}),
    routes: routes.map(({ matchers }) => matchers),
    groupBy: groupBy.join(", "),
    ...Object.fromEntries(TIMES.map((time) => [time, notifier[time]])),
    sendResolved,
    maxAlerts: String(asStored.maxAlerts ?? ""),
    perMinute: String(asStored.rateLimit?.perMinute ?? ""),
    burst: String(asStored.rateLimit?.burst ?? ""),
    timeout: asStored.timeout ?? "",
  };
}

/** What is sent; what the fields do not show of a stored one stays. @param {Draft} draft */
export function notifierOf(draft, stored = {}) {
  const { name, type, settings, headers, routes, groupBy, sendResolved } = draft;
  const body = { ...stored, name: name.trim(), type, groupBy: wordsOf(groupBy), sendResolved };
  for (const field of TYPES[type] ?? []) {
    body[field.name] = settingOf(field.name, (settings[field.name] ?? "").trim());
  }
  for (const time of [...TIMES, "timeout"]) body[time] = draft[time].trim() || null;
  body.maxAlerts = countOf(draft.maxAlerts);
  body.rateLimit = { perMinute: countOf(draft.perMinute), burst: countOf(draft.burst) };
  if (type === "webhook" || type === "alertmanager") {
    body.headers = Object.fromEntries(headers.filter(([header]) => header.trim() !== ""));
  }
  body.routes = routes.map((matchers) => ({ matchers }));
  return body;
}

function settingOf(name, value) {
  if (value === "") return null;
  if (name === "to") return wordsOf(value);
  return name === "port" ? countOf(value) : value;
}

/** What is no number is sent as it stands: the server says what is wrong with it. */
function countOf(text) {
  const value = text.trim();
  if (value === "") return null;
  return /^\d+$/.test(value) ? Number(value) : value;
}

function wordsOf(text) {
  return text.split(",").map((word) => word.trim()).filter(Boolean);
}
