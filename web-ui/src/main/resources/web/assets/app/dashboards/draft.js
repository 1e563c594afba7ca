/**
 * A dashboard while it is being written: what it was, and of each panel a `key` that stays while
 * panels move. Numbers are texts as they stand in the fields.
 *
 * @typedef {import("../core/dashboard-api.js").Dashboard} Draft
 */
let keys = 0;

/** @returns {Draft} */
export function draftOf(dashboard) {
  return { ...dashboard, panels: dashboard.panels.map((panel) => ({ ...panel, key: ++keys })) };
}

/** @returns {Draft} */
export function emptyDraft(name) {
  return {
    id: "",
    etag: "",
    name,
    description: "",
    range: "",
    refresh: "",
    variables: [],
    panels: [],
  };
}

export function newPanel(exprs = [""]) {
  return {
    key: ++keys,
    title: "",
    description: "",
    type: "timeseries",
    width: 6,
    height: 6,
    unit: "",
    queries: exprs.map((expr) => ({ expr, legend: "" })),
    logQuery: "",
    thresholds: [],
  };
}

export const newVariable = () => ({
  name: "",
  title: "",
  label: "",
  match: "",
  values: [],
  default: "",
  multi: false,
});

/** The same once more, with a key of its own. */
export const copyOf = (panel) => ({ ...structuredClone(panel), key: ++keys });

/** As it is sent: without what is empty, and what does not belong to its type. */
export function bodyOf({ id: _id, etag: _etag, variables, panels, ...dashboard }) {
  return {
    ...given(dashboard),
    variables: variables.map((one) => ({
      ...given({ ...one, values: one.values.length > 0 ? one.values : "" }),
    })),
    panels: panels.map(panelBody),
  };
}

function panelBody({ key: _key, queries, logQuery, thresholds, width, height, ...panel }) {
  const size = { width: numberOf(width), height: numberOf(height) };
  if (panel.type === "logs") return { ...given(panel), ...size, logQuery };
  return {
    ...given(panel),
    ...size,
    queries: queries.map(given),
    thresholds: thresholds.map(({ value, level }) => ({ value: numberOf(value), level })),
  };
}

/** What is no number is sent as it is, and refused with its name. */
function numberOf(text) {
  return String(text).trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
}

function given(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}
