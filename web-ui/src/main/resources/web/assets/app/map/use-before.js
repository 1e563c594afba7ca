import { useEffect, useState } from "preact/hooks";
import { fetchDependencies } from "../core/api.js";
import { Problem } from "../core/problem.js";
import { around } from "./focus.js";

/** The time before is asked for anew when it has moved on by this share of its length. */
const SHARE = 0.1;
const NONE = { of: "", graph: null, failed: false };

/**
 * The same part of the graph in the time of the same length just before that of the map. It is asked
 * for when the map is there, and by far not at each refresh.
 *
 * @param {{bounds: {start: number, end: number}, frame: string} | null} shown what the map shows
 * @returns {{graph: object | null, failed: boolean}} no graph until it is there; `failed` if it does
 *     not come, or only a part of it
 */
export function useBefore(shown, part) {
  const [before, setBefore] = useState(NONE);
  const { start, end } = shown?.bounds ?? { start: 0, end: 0 };
  const length = end - start;
  const of = `${shown?.frame} ${length}`;
  const turn = Math.floor(start / Math.max(1, length * SHARE));
  useEffect(() => {
    if (shown === null) return undefined;
    const abort = new AbortController();
    fetchDependencies({ start: start - length, end: start, ...around(part) }, abort.signal).then(
      (graph) => {
        if (abort.signal.aborted) return;
        setBefore({ of, graph: graph.complete ? graph : null, failed: !graph.complete });
      },
      (error) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Problem)) reportError(error);
        setBefore({ of, graph: null, failed: true });
      },
    );
    return () => abort.abort();
  }, [shown === null, of, turn]);
  return before.of === of ? before : NONE;
}
