import { fetchTraces } from "../core/api.js";
import { usePages } from "../core/pages.js";

/** The traces found so far. @param {import("./filters.js").Filters} filters */
export function useTraceSearch(filters, range) {
  return usePages({
    key: JSON.stringify(filters),
    range,
    pageSize: Number(filters.limit),
    list: "traces",
    id: "traceId",
    ask: (asked, signal) => fetchTraces({ ...filters, ...asked }, signal),
  });
}
