import { html } from "../core/html.js";
import { formatCount, t } from "../core/i18n.js";
import { LEVELS, levelColor } from "../log-query/levels.js";
import { setSearch } from "../log-query/search.js";

/**
 * The levels, each a switch; none pressed means all.
 *
 * @param {{chosen: string[], counts: Record<string, number> | null}} props
 */
export function LevelFilter({ chosen, counts = null }) {
  const toggle = (level) =>
    setSearch({
      severity: LEVELS.filter((one) => (one === level) !== chosen.includes(one)),
    });
  const offered = LEVELS.filter(
    (level) => level !== "unspecified" || chosen.includes(level) || (counts?.[level] ?? 0) > 0,
  );
  return html`
    <div class="level-filter" role="group" aria-label=${t("logs.levels")}>
      ${offered.map(
        (level) => html`
          <button
            type="button"
            key=${level}
            aria-pressed=${chosen.includes(level)}
            data-quiet=${chosen.length > 0 && !chosen.includes(level)}
            onClick=${() => toggle(level)}
          >
            <span class="level-dot" style=${{ "--color": `var(${levelColor(level)})` }} />
            ${t(`level.${level}`)}
            ${counts && html`<span class="level-count">${formatCount(counts[level])}</span>`}
          </button>
        `,
      )}
    </div>
  `;
}
