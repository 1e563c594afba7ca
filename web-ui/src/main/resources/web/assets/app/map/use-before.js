import { useEffect, useRef, useState } from "preact/hooks";
import { fetchDependencies } from "../core/api.js";
import { Problem } from "../core/problem.js";
import { around } from "./focus.js";

/** The time before is asked for anew when it has moved on to the next such share of its length. */
const SHARE = 0.1;
const NONE = { question: null, graph: null, failed: false };
const NOT_ASKED = { ...NONE, failed: true };

/**
 * The same part of the graph in the time of the same length just before that of the map. It is asked
 * for when the map is there in full, and by far not at each refresh, unless it failed.
 *
 * @typedef {{bounds: {start: number, end: number}, key: string, graph: object}} Shown `key` is equal
 *     for the same part in the same range
 * @param {Shown | null} shown what the map shows
 * @returns {{graph: object | null, failed: boolean}} no graph until it is there; `failed` if it does
 *     not come, or only a part of it
 */
export function useBefore(shown, part) {
  const [before, setBefore] = useState(NONE);
  const asked = useRef(null);
  if (shown?.graph.complete && isDue(shown, asked.current, before)) {
    asked.current = { shown, turn: turnOf(shown) };
  }
  const question = asked.current;
  useEffect(() => {
    if (question === null) return undefined;
    const { start, end } = question.shown.bounds;
    const abort = new AbortController();
    const bounds = { start: start - (end - start), end: start };
    fetchDependencies({ ...bounds, ...around(part) }, abort.signal).then(
      (graph) => {
        if (abort.signal.aborted) return;
        setBefore({ question, graph: graph.complete ? graph : null, failed: !graph.complete });
      },
      (error) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Problem)) reportError(error);
        setBefore({ question, graph: null, failed: true });
      },
    );
    return () => abort.abort();
  }, [question]);
  if (shown?.graph.complete === false) return NOT_ASKED;
  return before.question?.shown.key === shown?.key ? before : NONE;
}

/** Whether what was asked last does not answer for what is shown now. */
function isDue(shown, question, before) {
  if (question?.shown.key !== shown.key || question.turn !== turnOf(shown)) return true;
  return before.question === question && before.failed && question.shown !== shown;
}

function turnOf({ bounds: { start, end } }) {
  return Math.floor(start / Math.max(1, (end - start) * SHARE));
}
