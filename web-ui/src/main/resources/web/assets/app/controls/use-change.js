import { useKept } from "../core/kept.js";
import { Problem } from "../core/problem.js";

const NONE = { busy: false, problem: null };

/**
 * One change at a time of what the server keeps, and what it had against the last one. One that is
 * under way while the language is switched goes on.
 *
 * @param {string} name which no other changes of the page have
 * @returns {{busy: boolean, problem: Problem | null, run: (change: () => Promise<any>) => Promise<any>,
 *     forget: () => void}} `run` gives what the change gives, or undefined if it was refused
 */
export function useChange(name) {
  const [state, setState] = useKept(`change ${name}`, NONE);
  const run = async (change) => {
    setState({ busy: true, problem: null });
    try {
      const result = await change();
      setState(NONE);
      return result;
    } catch (error) {
      if (!(error instanceof Problem)) {
        setState(NONE);
        throw error;
      }
      setState({ busy: false, problem: error });
      return undefined;
    }
  };
  return { ...state, run, forget: () => setState(NONE) };
}
