import { useRef, useState } from "preact/hooks";
import { Problem } from "./problem.js";
import { useResource } from "./resource.js";
import { boundsOf, rangeKey } from "./time-range.js";

const MOST_AT_ONCE = 1000;

/**
 * A search's results so far, newest first. The first page is loaded as any resource is; `more.load`
 * appends further ones within the same bounds. A refresh asks for as many as are on show.
 *
 * @param {object} search
 * @param {string} search.key what the search depends on, beside the range
 * @param {import("./time-range.js").TimeRange} search.range
 * @param {number} search.pageSize
 * @param {string} search.list the answer's field that has the results
 * @param {(asked: {start, end, limit: number, cursor?: string}, signal?: AbortSignal) =>
 *     Promise<object>} search.ask gives a page with its `cursor`
 */
export function usePages({ key: conditions, range, pageSize, list, ask }) {
  const key = `${conditions} ${rangeKey(range)}`;
  const shown = useRef({ key, count: 0 });
  const first = useResource(key, async (signal) => {
    const bounds = boundsOf(range);
    const again = shown.current.key === key ? shown.current.count : 0;
    const limit = Math.min(MOST_AT_ONCE, Math.max(pageSize, again));
    return { ...(await ask({ ...bounds, limit }, signal)), bounds };
  });
  const [more, setMore] = useState({ after: null });

  // Pages that continue an older answer than the one on show are forgotten.
  const result =
    first.data && (more.result && more.after === first.data ? more.result : first.data);
  const adding = first.data !== null && more.after === first.data && more.adding === true;
  shown.current = { key: first.stale ? "" : key, count: result?.[list].length ?? 0 };

  const load = () => {
    const after = first.data;
    setMore({ after, result, adding: true });
    ask({ ...after.bounds, limit: pageSize, cursor: result.cursor }).then(
      (page) => {
        const all = [...result[list], ...page[list]];
        setMore({ after, result: { ...page, bounds: after.bounds, [list]: all } });
      },
      (problem) => {
        if (!(problem instanceof Problem)) reportError(problem);
        setMore({ after, result, problem });
      },
    );
  };
  const problem = more.after === first.data ? (more.problem ?? null) : null;
  return { ...first, data: result, more: { load, adding, problem } };
}
