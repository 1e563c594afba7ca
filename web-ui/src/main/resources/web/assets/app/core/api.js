import { answers } from "./answers.js";
import { getFile, getJson } from "./http.js";

/** What is asked of Spanstone's own API. Answers are checked data, or a Problem is thrown. */
const ROOT = "/api/v1";

/** @param {{start: number, end: number}} bounds */
export const fetchServices = (bounds, signal) =>
  getJson(`${ROOT}/services`, bounds, answers.services, signal);

export const fetchOperations = (service, bounds, signal) =>
  getJson(
    `${ROOT}/services/${encodeURIComponent(service)}/operations`,
    bounds,
    answers.operations,
    signal,
  );

/**
 * Calls, errors and percentiles over time.
 *
 * @param {{service?: string, operation?: string, groupBy?: "service" | "operation" | "version",
 *     start: number, end: number, step: string}} choice
 */
export const fetchRed = (choice, signal) => getJson(`${ROOT}/red`, choice, answers.red, signal);

/**
 * Who calls whom.
 *
 * @param {{start: number, end: number, service?: string, depth?: string, operation?: string}} choice
 */
export const fetchDependencies = (choice, signal) =>
  getJson(`${ROOT}/dependencies`, choice, answers.dependencies, signal);

/** @param {{start: number, end: number}} bounds */
export const fetchInstances = (bounds, signal) =>
  getJson(`${ROOT}/instances`, bounds, answers.instances, signal);

export const fetchTraces = (filters, signal) =>
  getJson(`${ROOT}/traces`, filters, answers.traces, signal);

export const fetchTrace = (id, signal) => getJson(tracePath(id), {}, answers.trace, signal);

export const fetchStatus = (signal) => getJson(`${ROOT}/status`, {}, answers.status, signal);

export const TRACE_FORMATS = { json: "application/json", otlp: "application/x-protobuf" };

/** The trace as a file. @param {keyof typeof TRACE_FORMATS} format */
export const downloadTrace = (id, format, signal) =>
  getFile(tracePath(id), TRACE_FORMATS[format], signal);

function tracePath(id) {
  return `${ROOT}/traces/${encodeURIComponent(id)}`;
}
