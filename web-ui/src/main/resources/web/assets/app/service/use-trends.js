import { useMemo } from "preact/hooks";
import { alignBounds, stepFor, stepText } from "../charts/step.js";
import { fetchRed } from "../core/api.js";
import { useResource } from "../core/resource.js";
import { boundsOf, rangeKey } from "../core/time-range.js";
import { perSecondOf, readRed, sharesOf } from "./red-model.js";

const MOST_POINTS = 30;

/**
 * How the figures of all services went, in one request.
 *
 * @returns {{trends: Map<string, {rate, errors, p95}> | null, problem, retry}} by service id
 */
export function useTrends(range) {
  const resource = useResource(rangeKey(range), async (signal) => {
    const asked = boundsOf(range);
    const step = stepFor(asked, MOST_POINTS);
    const bounds = alignBounds(asked, step);
    const choice = { groupBy: "service", ...bounds, step: stepText(step) };
    return { bounds, answer: await fetchRed(choice, signal), now: Date.now() };
  });
  const trends = useMemo(() => {
    if (resource.data === null) return null;
    const { answer, bounds, now } = resource.data;
    const red = readRed(answer, bounds, "service", now, Infinity);
    return new Map(
      red.groups.map((group) => [
        group.key,
        {
          rate: perSecondOf(group, red.seconds),
          errors: sharesOf(group),
          p95: group.quantiles.p95,
        },
      ]),
    );
  }, [resource.data]);
  return { ...resource, trends };
}
