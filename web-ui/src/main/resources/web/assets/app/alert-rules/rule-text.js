import { t } from "../core/i18n.js";
import { formatShare } from "../core/units.js";

/** Where a rule is changed; one that an objective makes, by that. */
export const rulePath = ({ id, readOnly }) =>
  readOnly ? "/alerts/slos" : `/alerts/rules/${encodeURIComponent(id)}`;

/** What a rule looks at, in one line. */
export function conditionText({ expr, logQuery, threshold, window, newPattern, burnRate }) {
  if (burnRate) {
    const { ratio, ...about } = burnRate;
    return t("rules.burnRateOf", { ...about, share: formatShare(ratio) });
  }
  if (newPattern !== null) {
    const { service } = newPattern;
    return service ? t("rules.newPatternOf", { service }) : t("rules.newPatternOfAny");
  }
  if (logQuery) return t("rules.logsOf", { query: logQuery, count: threshold ?? 1, window });
  return expr.replace(/\s+/g, " ");
}
