/**
 * Names of series, as short as they can be told apart: only labels whose values differ, and the
 * query's letter if there are several queries.
 *
 * @param {Record<string, string>[]} metrics the labels of each series of one query
 * @param {string} expr what to say of a series without labels
 */
export function labelsOf(metrics, expr, letter) {
  const names = [...new Set(metrics.flatMap(Object.keys))].sort();
  const differ = names.filter((name) => metrics.some((one) => one[name] !== metrics[0][name]));
  const shown = metrics.length === 1 ? names.filter((name) => name !== "__name__") : differ;
  return metrics.map((metric) => {
    const present = shown.filter((name) => (metric[name] ?? "") !== "");
    const text =
      present.length === 1 && metrics.length > 1
        ? metric[present[0]]
        : present.map((name) => `${name}=${metric[name]}`).join(", ");
    return [letter, text || (metric.__name__ ?? expr)].filter(Boolean).join(" · ");
  });
}

/** All labels, in one text, the same for the same series. */
export function identityOf(metric) {
  const { __name__: name = "", ...labels } = metric;
  const pairs = Object.keys(labels).sort();
  return `${name}{${pairs.map((key) => `${key}=${JSON.stringify(labels[key])}`).join(", ")}}`;
}
