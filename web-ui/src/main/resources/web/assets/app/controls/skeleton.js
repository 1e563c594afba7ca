import { html } from "../core/html.js";
import { t } from "../core/i18n.js";

/** Grey rows as high as those to come, so that nothing moves when they arrive. */
export function Skeleton({ rows, class: name = "" }) {
  return html`
    <div class="skeleton ${name}" role="status" aria-label=${t("loading")}>
      ${Array.from({ length: rows }, () => html`<div class="skeleton-row"><span /></div>`)}
    </div>
  `;
}
