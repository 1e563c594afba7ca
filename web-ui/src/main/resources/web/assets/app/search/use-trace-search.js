import { useRef, useState } from "preact/hooks";
import { fetchTraces } from "../core/api.js";
import { Problem } from "../core/problem.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey } from "../core/time-range.js";

const MOST = 1000;

/**
 * The search's results so far. The first page is loaded as any resource is; `loadMore` appends
 * further ones within the same bounds. A refresh asks for as many as are on show.
 */
export function useTraceSearch(filters, range) {
  const key = `${JSON.stringify(filters)} ${rangeKey(range)}`;
  const shown = useRef({ key, count: 0 });
  const first = useResource(key, async (signal) => {
    const bounds = boundsOf(range);
    const again = shown.current.key === key ? shown.current.count : 0;
    const limit = Math.min(MOST, Math.max(Number(filters.limit), again));
    return { ...(await fetchTraces({ ...filters, ...bounds, limit }, signal)), bounds };
  });
  const [more, setMore] = useState({ after: null });

  // Pages that continue an older answer than the one on show are forgotten.
  const result =
    first.data && (more.result && more.after === first.data ? more.result : first.data);
  const adding = first.data !== null && more.after === first.data && more.adding === true;
  shown.current = { key: first.stale ? "" : key, count: result?.traces.length ?? 0 };

  const loadMore = () => {
    const after = first.data;
    setMore({ after, result, adding: true });
    fetchTraces({ ...filters, ...after.bounds, cursor: result.cursor }).then(
      (page) => {
        const traces = [...result.traces, ...page.traces];
        setMore({ after, result: { ...page, bounds: after.bounds, traces } });
      },
      (problem) => {
        if (!(problem instanceof Problem)) reportError(problem);
        setMore({ after, result, problem });
      },
    );
  };
  return {
    ...first,
    data: result,
    more: {
      load: loadMore,
      adding,
      problem: more.after === first.data ? (more.problem ?? null) : null,
    },
  };
}
