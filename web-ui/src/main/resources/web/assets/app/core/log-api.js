import { followEvents, getJson } from "./http.js";
import { log, logAnswers } from "./log-answers.js";

/**
 * What is asked about logs.
 *
 * @typedef {{query?: string, service?: string, severity?: string[], traceId?: string,
 *     spanId?: string}} Conditions all of them hold; of the severities any
 * @typedef {ReturnType<typeof log>} Log
 */
const ROOT = "/api/v1/logs";

/** @param {Conditions & {start, end, limit?, cursor?}} choice */
export const fetchLogs = (choice, signal) => getJson(ROOT, choice, logAnswers.logs, signal);

/** @param {Conditions & {start, end, step?: string}} choice */
export const fetchLogHistogram = (choice, signal) =>
  getJson(`${ROOT}/histogram`, choice, logAnswers.histogram, signal);

/** @param {{id: string, before: number, after: number}} choice */
export const fetchLogContext = (choice, signal) =>
  getJson(`${ROOT}/context`, choice, logAnswers.context, signal);

/** @param {Conditions & {start, end}} choice */
export const fetchLogFields = (choice, signal) =>
  getJson(`${ROOT}/fields`, choice, logAnswers.fields, signal);

/** @param {Conditions & {start, end, limit: number}} choice */
export const fetchLogFieldValues = (field, choice, signal) =>
  getJson(
    `${ROOT}/fields/${encodeURIComponent(field)}/values`,
    choice,
    logAnswers.fieldValues,
    signal,
  );

/** @param {{service?: string, severity?: string[], start, end, limit?: number}} choice */
export const fetchLogPatterns = (choice, signal) =>
  getJson(`${ROOT}/patterns`, choice, logAnswers.patterns, signal);

/** @param {{service?: string, severity?: string[], start, end, limit?: number}} choice */
export const fetchLogExceptions = (choice, signal) =>
  getJson(`${ROOT}/exceptions`, choice, logAnswers.exceptions, signal);

/**
 * Follows what comes in, until the server ends it.
 *
 * @param {Conditions} conditions
 * @param {{onOpen: () => void, onLog: (log: Log) => void, onDropped: (count: number) => void}} listener
 */
export const followLogs = (conditions, { onOpen, onLog, onDropped }, signal) =>
  followEvents(
    `${ROOT}/tail`,
    conditions,
    {
      onOpen,
      onEvent: (name, data) => {
        if (name === "log") onLog(log(JSON.parse(data), "log"));
        else if (name === "dropped") onDropped(logAnswers.dropped(JSON.parse(data)).count);
      },
    },
    signal,
  );
