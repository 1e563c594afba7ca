import { useEffect, useState } from "preact/hooks";
import { tryRule } from "../core/alert-api.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey } from "../core/time-range.js";
import { isTriable, trialOf } from "./draft.js";

const SETTLED_MILLIS = 500;

/** What the rule would have done in the range; data is null while there is nothing to try. */
export function useTrial(draft, range) {
  const body = useSettled(isTriable(draft) ? JSON.stringify(trialOf(draft)) : "");
  return useResource(`${body} ${rangeKey(range)}`, async (signal) => {
    if (body === "") return null;
    const bounds = boundsOf(range);
    return { ...(await tryRule(JSON.parse(body), bounds, signal)), bounds };
  });
}

/** A text as it is when it has not changed for a moment. */
export function useSettled(text) {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
