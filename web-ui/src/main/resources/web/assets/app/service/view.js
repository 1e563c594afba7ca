import { useUrl } from "../core/router.js";
import { QUANTILES } from "./red-model.js";

export const GROUPINGS = ["", "operation", "version"];
const DEFAULT_QUANTILE = "p95";

/**
 * What the address says of a service's charts.
 *
 * @returns {{operation: string, groupBy: string, quantile: string}}
 */
export function useView() {
  const { query } = useUrl();
  const choice = (name, choices, otherwise) =>
    choices.includes(query.get(name)) ? query.get(name) : otherwise;
  return {
    operation: query.get("operation") ?? "",
    groupBy: choice("groupBy", GROUPINGS, ""),
    quantile: choice("quantile", QUANTILES, DEFAULT_QUANTILE),
  };
}
