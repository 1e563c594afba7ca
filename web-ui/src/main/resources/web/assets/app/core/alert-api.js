import { alertAnswers } from "./alert-answers.js";
import { getJson, getTagged, sendJson } from "./http.js";

/** What is asked and changed about alerts. */
const ROOT = "/api/v1";
const RULES = `${ROOT}/alert-rules`;

const rulePath = (id) => `${RULES}/${encodeURIComponent(id)}`;

/** What is pending or firing. */
export const fetchAlerts = (signal) => getJson(`${ROOT}/alerts`, {}, alertAnswers.alerts, signal);

/** @param {{start, end, kind?: string[], alertId?, service?, notifier?, limit, cursor?}} choice */
export const fetchAlertHistory = (choice, signal) =>
  getJson(`${ROOT}/alerts/history`, choice, alertAnswers.history, signal);

/** @param {{by: string, comment: string}} body */
export const acknowledge = (alertId, body) =>
  sendJson("POST", `${alertPath(alertId)}:acknowledge`, { body }, alertAnswers.anything);

export const takeBackAcknowledgement = (alertId) =>
  sendJson("DELETE", `${alertPath(alertId)}/acknowledgement`, {}, alertAnswers.anything);

export const fetchRules = (signal) => getJson(RULES, {}, alertAnswers.rules, signal);

export const fetchRule = (id, signal) => getJson(rulePath(id), {}, alertAnswers.rule, signal);

export const createRule = (body) => sendJson("POST", RULES, { body }, alertAnswers.rule);

export const replaceRule = (id, body, etag) =>
  sendJson("PUT", rulePath(id), { body, etag }, alertAnswers.rule);

export const deleteRule = (id, etag) =>
  sendJson("DELETE", rulePath(id), { etag }, alertAnswers.anything);

/** What the rule would have done. @param {{start, end}} bounds */
export const tryRule = (body, bounds, signal) =>
  sendJson("POST", `${RULES}:test`, { parameters: bounds, body }, alertAnswers.trial, signal);

export const fetchRuleTemplates = (signal) =>
  getJson(`${ROOT}/alert-rule-templates`, {}, alertAnswers.templates, signal);

export const fetchSilences = (signal) =>
  getJson(`${ROOT}/silences`, {}, alertAnswers.silences, signal);

export const createSilence = (body) =>
  sendJson("POST", `${ROOT}/silences`, { body }, alertAnswers.silence);

export const endSilence = ({ id, etag }) =>
  sendJson("DELETE", `${ROOT}/silences/${encodeURIComponent(id)}`, { etag }, alertAnswers.anything);

export const fetchNotifiers = (signal) =>
  getJson(`${ROOT}/notifiers`, {}, alertAnswers.notifiers, signal);

/** With its `etag`. */
export const fetchNotifier = (id, signal) =>
  getTagged(notifierPath(id), alertAnswers.notifier, signal);

/** What it was told and is owed. */
export const fetchNotifierDelivery = (id, signal) =>
  getJson(`${notifierPath(id)}/delivery`, {}, alertAnswers.notifierDelivery, signal);

export const createNotifier = (body) =>
  sendJson("POST", `${ROOT}/notifiers`, { body }, alertAnswers.notifier);

export const replaceNotifier = (id, body, etag) =>
  sendJson("PUT", notifierPath(id), { body, etag }, alertAnswers.notifier);

export const deleteNotifier = (id, etag) =>
  sendJson("DELETE", notifierPath(id), { etag }, alertAnswers.anything);

/** What the receiver answers to a notice that says it is a test. */
export const testNotifier = (id) =>
  sendJson("POST", `${notifierPath(id)}:test`, {}, alertAnswers.notifierTest);

/** Without their status, which takes longer. */
export const fetchSlos = (signal) => getJson(`${ROOT}/slos`, {}, alertAnswers.slos, signal);

export const fetchSlo = (id, signal) => getJson(sloPath(id), {}, alertAnswers.slo, signal);

/** How its budget was used up. */
export const fetchSloBudget = (id, signal) =>
  getJson(`${sloPath(id)}/budget`, {}, alertAnswers.sloBudget, signal);

export const createSlo = (body) => sendJson("POST", `${ROOT}/slos`, { body }, alertAnswers.slo);

export const replaceSlo = (id, body, etag) =>
  sendJson("PUT", sloPath(id), { body, etag }, alertAnswers.slo);

export const deleteSlo = (id, etag) =>
  sendJson("DELETE", sloPath(id), { etag }, alertAnswers.anything);

function sloPath(id) {
  return `${ROOT}/slos/${encodeURIComponent(id)}`;
}

function notifierPath(id) {
  return `${ROOT}/notifiers/${encodeURIComponent(id)}`;
}

function alertPath(id) {
  return `${ROOT}/alerts/${encodeURIComponent(id)}`;
}
