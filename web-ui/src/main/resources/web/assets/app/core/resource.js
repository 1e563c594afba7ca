import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "./problem.js";
import { refreshNow, useRefreshTick } from "./refresh.js";

/**
 * What a page shows of one request. `data` stays while newer data loads, so that nothing jumps;
 * `stale` says that it answers another question than the one now asked.
 *
 * @template T
 * @typedef {{data: T | null, problem: Problem | null, loading: boolean, stale: boolean,
 *     retry: () => void}} Resource
 */

/**
 * Loads when `key` changes, on retry, and at each refresh. While a request is under way, a refresh by
 * the clock is left out, and one that somebody wants is made when the answer is there. A request for
 * another key is aborted, so that answers never overtake each other.
 *
 * @template T
 * @param {string} key what the request depends on
 * @param {(signal: AbortSignal) => Promise<T>} load
 * @returns {Resource<T>}
 */
export function useResource(key, load) {
  const tick = useRefreshTick();
  const seenTick = useRef(tick);
  const request = useRef(null);
  const again = useRef(false);
  const left = useRef(false);
  const [state, setState] = useState({ asked: null, key: null, data: null, problem: null });
  const [loading, setLoading] = useState(true);

  const start = () => {
    // Who changed something that was drawn anew meanwhile: that has to know.
    if (left.current) return refreshNow();
    request.current?.abort();
    again.current = false;
    const abort = new AbortController();
    request.current = abort;
    setLoading(true);
    // The same question asked again keeps its problem on show until it is answered.
    setState((old) => (old.asked === key ? old : { ...old, asked: key, problem: null }));
    const settle = (change) => {
      if (request.current !== abort) return;
      request.current = null;
      setLoading(false);
      setState((old) => ({ ...old, ...change }));
      if (again.current) start();
    };
    load(abort.signal).then(
      (data) => settle({ key, data, problem: null }),
      (error) => settle({ problem: asProblem(error, abort.signal) }),
    );
  };

  useEffect(() => {
    start();
    return () => {
      request.current?.abort();
      request.current = null;
    };
  }, [key]);
  useEffect(
    () => () => {
      left.current = true;
    },
    [],
  );
  useEffect(() => {
    const seen = seenTick.current;
    seenTick.current = tick;
    if (request.current !== null) again.current ||= tick.wanted !== seen.wanted;
    else if (tick !== seen) start();
  }, [tick]);

  return {
    data: state.data,
    problem: state.problem,
    loading,
    stale: state.data !== null && state.key !== key,
    retry: start,
  };
}

function asProblem(error, signal) {
  if (error instanceof Problem) return error;
  if (!signal.aborted) reportError(error); // a fault of ours: into the console with it
  return new Problem("unreadable");
}
