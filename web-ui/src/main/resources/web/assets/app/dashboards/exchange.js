/** Dashboards as files. */
const OF_GRAFANA = ["schemaVersion", "templating", "__inputs", "annotations", "rows"];

/** Hands a dashboard to the browser as a file. */
export function download(dashboard) {
  const text = `${JSON.stringify(dashboard, null, 2)}\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `${fileName(dashboard.name)}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * What a file holds.
 *
 * @returns {{json: object, grafana: boolean} | null} null if it is no JSON object
 */
export function readFile(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) return null;
  const dashboard = json.dashboard ?? json; // as Grafana's API gives it
  return { json, grafana: OF_GRAFANA.some((field) => Object.hasOwn(dashboard, field)) };
}

/** One of ours without what only this server knows: as it may be posted. */
export function asNew({ id: _id, etag: _etag, updatedAt: _updatedAt, ...dashboard }) {
  return dashboard;
}

function fileName(name) {
  return name.replace(/[^\p{L}\d]+/gu, "-").replace(/^-|-$/g, "").toLowerCase() || "dashboard";
}
