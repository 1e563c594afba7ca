import { useMemo, useRef } from "preact/hooks";
import { insertionOf, loadCandidates, sourceOf } from "./candidates.js";
import { contextAt } from "./context.js";
import { tokenize } from "./tokens.js";

/**
 * PromQL for the editor.
 *
 * @param {import("./metrics.js").Metric[]} metrics that there are
 * @param {() => {start, end}} bounds in which labels are looked for
 * @returns {import("../editor/query-editor.js").Language}
 */
export function usePromql(metrics, bounds) {
  const now = useRef(bounds);
  now.current = bounds;
  return useMemo(
    () => ({
      tokenize,
      contextAt,
      sourceOf,
      load: (context, signal) => loadCandidates(context, metrics, now.current(), signal),
      insertionOf,
    }),
    [metrics],
  );
}
