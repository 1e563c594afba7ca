import { useMemo } from "preact/hooks";
import { alignBounds, stepFor, stepText } from "../charts/step.js";
import { fetchRed } from "../core/api.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey } from "../core/time-range.js";
import { fetchExemplars } from "./exemplars.js";
import { readRed } from "./red-model.js";

const MOST_POINTS = 120;

/** What the charts of a service are drawn of. @param {{id, operation, groupBy, range}} choice */
export function useRed({ id, operation, groupBy, range }) {
  const key = JSON.stringify([id, operation, groupBy, rangeKey(range)]);
  const resource = useResource(key, async (signal) => {
    const { bounds, step } = grid(range);
    const answer = await fetchRed(
      { service: id, operation, groupBy, ...bounds, step: stepText(step) },
      signal,
    );
    return { answer, bounds, groupBy, now: Date.now() };
  });
  const red = useMemo(() => {
    const { data } = resource;
    return data && readRed(data.answer, data.bounds, data.groupBy, data.now);
  }, [resource.data]);
  return { ...resource, red, groupBy: resource.data?.groupBy ?? groupBy };
}

export function useExemplars({ id, operation, range }) {
  const key = JSON.stringify([id, operation, rangeKey(range)]);
  return useResource(key, (signal) => fetchExemplars({ id, operation }, grid(range).bounds, signal));
}

function grid(range) {
  const bounds = boundsOf(range);
  const step = stepFor(bounds, MOST_POINTS);
  return { step, bounds: alignBounds(bounds, step) };
}
