import { useMemo } from "preact/hooks";
import { fetchLabelValues, fetchMetadata } from "../core/prometheus.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey } from "../core/time-range.js";
import { catalogOf } from "./metrics.js";

/** The metrics that there are in a time range. */
export function useCatalog(range) {
  const names = useResource(rangeKey(range), (signal) =>
    fetchLabelValues("__name__", "", boundsOf(range), signal),
  );
  const metadata = useResource("metadata", fetchMetadata);
  const data = useMemo(
    () => names.data && metadata.data && catalogOf(names.data, metadata.data),
    [names.data, metadata.data],
  );
  const retry = () => [names, metadata].forEach((one) => one.problem && one.retry());
  const problem = names.problem ?? metadata.problem;
  return { data, problem, retry, loading: names.loading || metadata.loading };
}
