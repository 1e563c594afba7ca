import { isDuration } from "../core/units.js";

/**
 * The conditions of a trace search, as they stand in the page's query and go to the API: all of
 * them must hold on one span.
 *
 * @typedef {{service: string, operation: string, kind: string, status: string, minDuration: string,
 *     maxDuration: string, attribute: string[], limit: string}} Filters
 */
export const KINDS = ["server", "client", "producer", "consumer", "internal"];
export const STATUSES = ["error", "ok", "unset"];
export const LIMITS = ["20", "50", "100", "500", "1000"];
export const DEFAULT_LIMIT = "50";

/** Reads what an address says, and leaves out what makes no sense. @returns {Filters} */
export function readFilters(query) {
  const text = (name) => query.get(name) ?? "";
  const choice = (name, choices) => (choices.includes(text(name)) ? text(name) : "");
  const duration = (name) => (isDuration(text(name)) ? text(name) : "");
  return {
    service: text("service"),
    operation: text("operation"),
    kind: choice("kind", KINDS),
    status: choice("status", STATUSES),
    minDuration: duration("minDuration"),
    maxDuration: duration("maxDuration"),
    attribute: query.getAll("attribute").filter((pair) => pair.indexOf(":") > 0),
    limit: choice("limit", LIMITS) || DEFAULT_LIMIT,
  };
}

/** Whether anything narrows the search. @param {Filters} filters */
export function isNarrowed({ limit, attribute, ...conditions }) {
  return attribute.length > 0 || Object.values(conditions).some(Boolean);
}

export const NO_FILTERS = {
  service: null,
  operation: null,
  kind: null,
  status: null,
  minDuration: null,
  maxDuration: null,
  attribute: null,
};

/** What was typed, as the API takes it: "a.b = c" → "a.b:c"; null if it is no pair. */
export function readPair(text) {
  const match = /^((?:\\.|[^\s:=\\])+)\s*[:=]\s*(.*)$/s.exec(text.trim());
  return match && `${match[1]}:${match[2]}`;
}

/** The condition that an attribute has a value; colons within the key are escaped. */
export function attributePair(key, value) {
  return `${key.replace(/[\\:]/g, "\\$&")}:${value}`;
}

const TRACE_ID = /^[0-9a-f]{32}$/;

/** The trace id in what was pasted, or null. */
export function readTraceId(text) {
  const id = text.replace(/[\s-]/g, "").toLowerCase();
  return TRACE_ID.test(id) ? id : null;
}
