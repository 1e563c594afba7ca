import { Icon } from "../controls/icon.js";
import { Segments } from "../controls/segments.js";
import { html } from "../core/html.js";
import { t } from "../core/i18n.js";
import { setQuery } from "../core/router.js";
import { QUANTILES } from "./red-model.js";
import { GROUPINGS } from "./view.js";

/** What the charts show: of which operation, and compared by what. `children` are further choices. */
export function ViewBar({ operation, groupBy, quantile, children }) {
  return html`
    <div class="view-bar">
      <${Segments}
        label=${t("service.groupBy")}
        value=${groupBy}
        choices=${GROUPINGS.map((by) => [by, t(`service.groupBy.${by || "none"}`)])}
        onChoose=${(by) => setQuery({ groupBy: by })}
      />
      ${groupBy &&
      html`
        <${Segments}
          label=${t("service.quantile")}
          value=${quantile}
          choices=${QUANTILES.map((name) => [name, name])}
          onChoose=${(name) => setQuery({ quantile: name })}
        />
      `}
      ${operation &&
      html`
        <span class="chip">
          <span class="chip-text" title=${operation}>${operation}</span>
          <button
            type="button"
            aria-label=${t("service.allOperations")}
            title=${t("service.allOperations")}
            onClick=${() => setQuery({ operation: null })}
          >
            <${Icon} name="close" />
          </button>
        </span>
      `}
      ${children}
      <span class="view-hint">${t("chart.zoomHint")}</span>
    </div>
  `;
}
