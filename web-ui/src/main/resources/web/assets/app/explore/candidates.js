import { fetchLabelNames, fetchLabelValues } from "../core/prometheus.js";
import { AGGREGATORS, FUNCTIONS, GROUPING_WORDS, RANGES } from "./language.js";

/** A text equal for contexts that have the same candidates to choose from. */
export function sourceOf({ what, match, label }) {
  return JSON.stringify([what, match, label]);
}

/**
 * @param {import("./context.js").Context} context
 * @param {import("./metrics.js").Metric[]} metrics that there are
 * @returns {Promise<import("../editor/query-editor.js").Candidate[]>} what it could be completed with
 */
export async function loadCandidates(context, metrics, bounds, signal) {
  const { what, match, label } = context;
  if (what === "label") {
    const names = await fetchLabelNames(match, bounds, signal);
    return names.filter((name) => name !== "__name__").map((name) => candidate(name, "label"));
  }
  if (what === "value") {
    const values = await fetchLabelValues(label, match, bounds, signal);
    return values.map((value) => candidate(value, "value"));
  }
  if (what === "range") return RANGES.map((range) => candidate(range, "number"));
  const words = (map, kind) =>
    [...map].map(([name, parameters]) => candidate(name, kind, `(${parameters})`));
  return [
    ...metrics.flatMap(({ names, type, help }) =>
      names.map((name) => candidate(name, "metric", [type, help].filter(Boolean).join(" · "))),
    ),
    ...words(AGGREGATORS, "aggregator"),
    ...words(FUNCTIONS, "function"),
    ...[...GROUPING_WORDS].map((word) => candidate(word, "keyword")),
  ];
}

const candidate = (text, kind, detail = "") => ({ text, kind, detail });

/** What stands at the caret afterwards; in two parts if more is to be typed between them. */
export function insertionOf({ text, kind }, { grouping }, after) {
  if (kind === "function" || kind === "aggregator") {
    return after.startsWith("(") ? [text] : [`${text}(`, ")"];
  }
  if (kind === "label" && !grouping) return /^\s*[=!]/.test(after) ? [text] : [`${text}="`, '"'];
  if (kind === "value") {
    const inside = JSON.stringify(text).slice(1, -1);
    return [after.startsWith('"') ? inside : `${inside}"`];
  }
  if (kind === "keyword") return [`${text} (`, ")"];
  return [kind === "number" && !after.startsWith("]") ? `${text}]` : text];
}
