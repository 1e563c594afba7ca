import { useState } from "preact/hooks";
import { Problem } from "../core/problem.js";

/**
 * One change at a time of what the server keeps, and what it had against the last one.
 *
 * @returns {{busy: boolean, problem: Problem | null, run: (change: () => Promise<any>) => Promise<any>,
 *     forget: () => void}} `run` gives what the change gives, or undefined if it was refused
 */
export function useChange() {
  const [state, setState] = useState({ busy: false, problem: null });
  const run = async (change) => {
    setState({ busy: true, problem: null });
    try {
      const result = await change();
      setState({ busy: false, problem: null });
      return result;
    } catch (error) {
      if (!(error instanceof Problem)) {
        setState({ busy: false, problem: null });
        throw error;
      }
      setState({ busy: false, problem: error });
      return undefined;
    }
  };
  return { ...state, run, forget: () => setState({ busy: false, problem: null }) };
}
