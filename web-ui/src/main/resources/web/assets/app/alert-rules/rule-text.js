import { t } from "../core/i18n.js";

export const rulePath = (id) => `/alerts/rules/${encodeURIComponent(id)}`;

/** What a rule looks at, in one line. */
export function conditionText({ expr, logQuery, threshold, window, newPattern }) {
  if (newPattern !== null) return t("rules.newPatternOf", { service: newPattern.service || "*" });
  if (logQuery) return t("rules.logsOf", { query: logQuery, count: threshold ?? 1, window });
  return expr.replace(/\s+/g, " ");
}
