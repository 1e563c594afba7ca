import { setQuery, useUrl } from "../core/router.js";

/**
 * The queries of the explorer as they stand in the address.
 *
 * @typedef {{letter: string, expr: string, on: boolean}} Query
 */
const MOST = 8;

/** @returns {{queries: Query[], view: "graph" | "table", hidden: Set<string>, browsing: boolean}} */
export function useExplorer() {
  const { query } = useUrl();
  const off = new Set(query.getAll("off"));
  const exprs = query.getAll("expr").slice(0, MOST);
  return {
    queries: exprs.map((expr, i) => ({ letter: letterOf(i), expr, on: !off.has(letterOf(i)) })),
    view: query.get("view") === "table" ? "table" : "graph",
    hidden: new Set(query.getAll("hide")),
    browsing: query.get("metrics") === "1",
  };
}

export const letterOf = (i) => String.fromCharCode(65 + i);

export const canAdd = (queries) => queries.length < MOST;

/** Empty ones are left out. @param {Query[]} all */
export function setQueries(all, options) {
  const queries = all.filter(({ expr }) => expr !== "");
  setQuery(
    {
      expr: queries.map(({ expr }) => expr),
      off: queries.flatMap(({ on }, i) => (on ? [] : [letterOf(i)])),
      hide: null,
    },
    options,
  );
}
