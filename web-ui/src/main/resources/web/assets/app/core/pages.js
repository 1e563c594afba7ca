import { useRef, useState } from "preact/hooks";
import { Problem } from "./problem.js";
import { useResource } from "./resource.js";
import { boundsOf, rangeKey } from "./time-range.js";

const MOST_AT_ONCE = 1000;

/**
 * A search's results so far, newest first. The first page is loaded as any resource is; `more.load`
 * appends further ones within the same bounds. A refresh asks for as many as are on show, or for the
 * newest and keeps the others.
 *
 * @param {object} search
 * @param {string} search.key what the search depends on, beside the range
 * @param {import("./time-range.js").TimeRange} search.range
 * @param {number} search.pageSize
 * @param {string} search.list the answer's field that has the results
 * @param {string} search.id the result's field that tells it from others
 * @param {(asked: {start, end, limit: number, cursor?: string}, signal?: AbortSignal) =>
 *     Promise<object>} search.ask gives a page with its `cursor`
 */
export function usePages({ key: conditions, range, pageSize, list, id, ask }) {
  const key = `${conditions} ${rangeKey(range)}`;
  const shown = useRef({ key, count: 0 });
  const first = useResource(key, async (signal) => {
    const bounds = boundsOf(range);
    const again = shown.current.key === key ? shown.current.count : 0;
    const limit = Math.min(MOST_AT_ONCE, Math.max(pageSize, again));
    const page = { ...(await ask({ ...bounds, limit }, signal)), bounds, asked: bounds };
    return again > MOST_AT_ONCE ? continued(page, shown.current.result, list, id) : page;
  });
  const [more, setMore] = useState({ after: null });

  // Pages that continue an older answer than the one on show are forgotten.
  const result =
    first.data && (more.result && more.after === first.data ? more.result : first.data);
  const adding = first.data !== null && more.after === first.data && more.adding === true;
  shown.current = { key: first.stale ? "" : key, count: result?.[list].length ?? 0, result };

  const load = () => {
    const after = first.data;
    setMore({ after, result, adding: true });
    const { bounds, asked, cursor } = result;
    ask({ ...asked, limit: pageSize, cursor }).then(
      (page) => {
        const all = [...result[list], ...page[list]];
        setMore({ after, result: { ...page, bounds, asked, [list]: all } });
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

/** A page of newer results before those that were there already; alone, if they do not meet. */
export function continued(page, old, list, id) {
  const last = page[list].at(-1);
  const at = old[list].findIndex((one) => one[id] === last?.[id]);
  if (at < 0) return page;
  return { ...old, bounds: page.bounds, [list]: [...page[list], ...old[list].slice(at + 1)] };
}
