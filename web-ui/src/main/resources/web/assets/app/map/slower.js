import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { formatNanos, formatTimes, nanos } from "../core/units.js";

/**
 * Calls are slower if their p95 is so many times what it was in the time of the same length just
 * before, and longer by so much; with fewer calls in either time, p95 says little.
 */
const TIMES = 2;
const LEAST_MORE = nanos(10e6);
const LEAST_CALLS = 50;

/**
 * An edge beside what it was before. Of what comes from a queue the time in it is compared.
 *
 * @param {object} edge
 * @param {object | undefined} before the same edge, if it had calls before
 * @returns {{beforeNanos: number | null, timesBefore: number | null, slower: boolean}}
 */
export function compared(edge, before) {
  const figure = edge.queueP95Nanos === null ? "p95Nanos" : "queueP95Nanos";
  const then = before?.[figure] ?? null;
  if (then === null || Math.min(edge.calls, before.calls) < LEAST_CALLS) {
    return { beforeNanos: null, timesBefore: null, slower: false };
  }
  const now = edge[figure];
  return {
    beforeNanos: then,
    timesBefore: then > 0 ? now / then : null,
    slower: now >= TIMES * then && now - then >= LEAST_MORE,
  };
}

/** What is compared, and from when on it is called slower. */
export const slowerRule = () =>
  t("map.legend.slower.text", { times: TIMES, more: formatNanos(LEAST_MORE), calls: LEAST_CALLS });

/** The mark of slower calls, beside their colour: ↑ 3.1×. */
export function slowerMark({ timesBefore }) {
  return timesBefore === null ? "↑" : `↑ ${formatTimes(timesBefore)}`;
}

export function Slower({ edge }) {
  if (!edge.slower) return null;
  return html`<span class="map-slower" title=${slowerRule()}>${slowerMark(edge)}</span>`;
}
