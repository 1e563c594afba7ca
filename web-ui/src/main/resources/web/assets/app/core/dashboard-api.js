import { getJson, sendJson } from "./http.js";
import { anything, flag, instant, list, number, oneOf, optional, record, text } from "./shape.js";
import { unreadable } from "./unreadable.js";

/** What is asked and changed about dashboards. */
const ROOT = "/api/v1/dashboards";
const TEMPLATES = "/api/v1/dashboard-templates";

const texts = optional(list(text), []);

const variable = record({
  name: text,
  title: optional(text, ""),
  label: optional(text, ""),
  match: optional(text, ""),
  values: texts,
  default: optional(text, ""),
  multi: optional(flag, false),
});

const panel = record({
  title: optional(text, ""),
  description: optional(text, ""),
  type: oneOf("timeseries", "stat", "table", "logs"),
  width: number,
  height: number,
  unit: optional(text, ""),
  queries: optional(list(record({ expr: text, legend: optional(text, "") })), []),
  logQuery: optional(text, ""),
  thresholds: optional(list(record({ value: number, level: text })), []),
});

/** @typedef {ReturnType<typeof dashboard>} Dashboard */
const dashboard = record({
  id: optional(text, ""),
  etag: optional(text, ""),
  name: text,
  description: optional(text, ""),
  range: optional(text, ""),
  refresh: optional(text, ""),
  variables: list(variable),
  panels: list(panel),
});

const summary = record({
  id: text,
  name: text,
  description: optional(text, ""),
  panelCount: number,
  updatedAt: instant,
  etag: text,
});

export const fetchDashboards = (signal) =>
  getJson(ROOT, {}, record({ dashboards: list(summary), unreadable }), signal);

export const fetchDashboard = (id, signal) => getJson(pathOf(id), {}, dashboard, signal);

export const createDashboard = (body) => sendJson("POST", ROOT, { body }, dashboard);

export const replaceDashboard = (id, body, etag) =>
  sendJson("PUT", pathOf(id), { body, etag }, dashboard);

export const deleteDashboard = (id, etag) => sendJson("DELETE", pathOf(id), { etag }, anything);

/** Ready ones, each with what is to be posted. */
export const fetchTemplates = (signal) =>
  getJson(
    TEMPLATES,
    {},
    record({ templates: list(record({ id: text, dashboard: anything })) }),
    signal,
  );

/** What can be had of a dashboard of Grafana's, and what cannot. */
export const convertDashboard = (body) =>
  sendJson(
    "POST",
    `${ROOT}:convert`,
    { body },
    record({
      dashboard: anything,
      notes: list(record({ where: text, message: text })),
    }),
  );

function pathOf(id) {
  return `${ROOT}/${encodeURIComponent(id)}`;
}
